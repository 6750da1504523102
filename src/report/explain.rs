//! A count told from its steps alone: the whole of it, or why one entry stands above another.
use super::{
    Account, Section,
    numbers::exact,
    outcome::outcome,
    step::{step_in_words, tie_in_words},
};
use crate::{
    count::{About, Choice, Standing, Step},
    id::{EntryIx, EntrySet},
    num::Exact,
    tally::AnyTally,
};
use std::collections::{BTreeMap, VecDeque};

type Name<'a> = &'a dyn Fn(EntryIx) -> String;

/// Most lines of [`why`].
pub const WHY_LINES: usize = 10;

/// Explains a count: how it ended, the standing, every tie with how it was broken, and each step with its numbers.
///
/// # Examples
/// ```
/// use cocreate::{ballot::Ranking, count::*, profile::Profile, report, tally::AnyRule, tally::runoff::Irv};
/// let ballots = [[0, 1, 2], [0, 1, 2], [1, 2, 0], [2, 1, 0], [2, 1, 0]].map(Ranking::strict);
/// let rule: AnyRule = Irv::default().into();
/// let task = Task::Seats(Seats::ONE);
/// let profile = Profile::of(3, &ballots)?.into();
/// let tally = rule.run(&profile, &task, &TiePolicy::REPORT, &Options::default())?;
/// let name = |e: cocreate::id::EntryIx| ["fox", "owl", "elk"][e.ix()].to_owned();
/// let text = report::explain(&tally, &rule.about(), &name).text();
/// assert!(text.contains("Decided: elk."));
/// assert!(text.contains("out of the count: owl"));
/// let why = report::why(&tally, 2u32.into(), 0u32.into(), &name);
/// assert!(why.iter().any(|line| line.contains("elk has 3, fox has 2")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explain(tally: &AnyTally, about: &About, name: &dyn Fn(EntryIx) -> String) -> Account {
    let mut end = Section::new(1, "How it ended");
    let level = tally.standing().is_some() && !about.needs_number;
    end.say(outcome(tally.outcome(), level, name));
    if let Some(s) = tally.standing() {
        end.table(&["place", "entry", "score"], places(s, name));
    }
    if let Some(f) = tally.funding() {
        let row = |p: &crate::count::Purchase| vec![name(p.entry), p.cost.to_string()];
        end.table(&["bought", "cost"], f.bought().iter().map(row).collect());
    }
    if let Some(v) = tally.verdicts() {
        let word =
            |x| serde_json::to_value(x).ok().and_then(|v| Some(v.as_str()?.to_owned())).unwrap_or_default();
        end.table(&["motion", "verdict"], v.iter().map(|(e, x)| vec![name(e), word(x)]).collect());
    }
    let mut ties = Section::new(1, "Ties");
    ties.numbered(tally.ties().iter().map(|t| tie_in_words(t, name)).collect());
    if tally.ties().is_empty() {
        ties.say("No tie was met.");
    }
    let mut steps = Section::new(1, "The count, step by step");
    steps.numbered(tally.steps().iter().map(|s| step_in_words(s, tally.ties(), name)).collect());
    if tally.steps().is_empty() {
        steps.say("No steps were recorded.");
    }
    let mut rule = Section::new(1, "The rule");
    rule.say(format!("{} (`{}`)", about.name, about.id));
    rule.list(about.references.iter().map(|r| (*r).to_owned()).collect());
    Account { title: format!("Count by {}", about.name), sections: vec![end, ties, steps, rule] }
}
fn places(s: &Standing, name: Name<'_>) -> Vec<Vec<String>> {
    let score = |e: EntryIx| s.scores().get(&e).map_or_else(String::new, exact);
    let mut place = 1;
    let mut rows = vec![];
    for tier in s.tiers() {
        rows.extend(tier.iter().map(|e| vec![place.to_string(), name(e), score(e)]));
        place += tier.len();
    }
    rows.extend(s.unplaced().iter().map(|e| vec!["none".to_owned(), name(e), score(e)]));
    rows
}

/// Why `a` stands above `b`, in at most [`WHY_LINES`] lines with the deciding numbers; or that it does not.
///
/// The first line says how both ended. Then come, as far as the count has them: the scores of both, the comparison of the two, the
/// defeats that lead from one to the other, the last totals before one of them was elected or left, what had to be reached, the
/// ties in which both stood, when each was elected, bought or left the count and which comparison that follows from, what was
/// transferred to them, and what the rule says in words.
pub fn why(tally: &AnyTally, a: EntryIx, b: EntryIx, name: &dyn Fn(EntryIx) -> String) -> Vec<String> {
    let found = Found::of(tally, a, b);
    let mut lines = vec![ends(tally, a, b, name)];
    if let Some((x, y)) = tally.standing().and_then(|s| Some((s.scores().get(&a)?, s.scores().get(&b)?))) {
        lines.push(versus("Scores", x, y, a, b, name));
    }
    for (n, x, y) in &found.compared {
        lines.push(format!("Step {n}: {} against {}: {} to {}.", name(a), name(b), exact(x), exact(y)));
    }
    for (from, to) in [(a, b), (b, a)] {
        if let Some(path) = found.path(from, to) {
            let links = path.iter().map(|(e, by)| format!("{} by {}", name(*e), exact(by)));
            lines.push(format!(
                "Defeats that stand: {} beats {}.",
                name(from),
                links.collect::<Vec<_>>().join(", which beats ")
            ));
        }
    }
    if let Some((step, x, y)) = &found.totals {
        lines.push(versus(&format!("Step {step}, the last totals of both"), x, y, a, b, name));
    }
    if let Some((step, quota)) = &found.quota {
        lines.push(format!("Step {step}: {} must be reached.", exact(quota)));
    }
    if let Some(p) = tally.lottery() {
        lines.push(versus("Chances", &p.chance(a), &p.chance(b), a, b, name));
    }
    let both = |c: &Vec<Choice>| [a, b].iter().all(|e| c.iter().any(|x| names(x, *e)));
    let shared = tally.ties().iter().filter(|t| both(&t.among));
    lines.extend(shared.map(|t| format!("A {}.", tie_in_words(t, name))));
    let kind = |step: &Step| match step {
        Step::Transferred { .. } => 1,
        Step::Note { .. } => 2,
        _ => 0,
    };
    let mut events = found.events;
    events.sort_by_key(|(_, step)| kind(step));
    lines.extend(events.iter().map(|(n, step)| format!("Step {n}: {}.", step_in_words(step, &[], name))));
    lines.truncate(WHY_LINES);
    lines
}
fn names(c: &Choice, e: EntryIx) -> bool {
    match c {
        Choice::Entry(x) => *x == e,
        Choice::Set(s) => s.contains(e),
        Choice::Pair(x, y) => *x == e || *y == e,
        Choice::Ranking(r) => r.contains(&e),
        Choice::Lottery(l) => !l.chance(e).is_zero(),
    }
}
fn versus(what: &str, x: &Exact, y: &Exact, a: EntryIx, b: EntryIx, name: Name<'_>) -> String {
    let apart = x - y;
    let by = if apart.is_zero() {
        "they are level".to_owned()
    } else {
        format!("a difference of {}", exact(&apart))
    };
    format!("{what}: {} has {}, {} has {}; {by}.", name(a), exact(x), name(b), exact(y))
}
/// How both ended.
fn ends(tally: &AnyTally, a: EntryIx, b: EntryIx, name: Name<'_>) -> String {
    let won = tally.outcome().winners().map(|w| w.set());
    if let Some(v) = tally.verdicts() {
        let word = |e: EntryIx| {
            v.iter()
                .find(|(x, _)| *x == e)
                .map_or("none".to_owned(), |(_, v)| format!("{v:?}").to_lowercase())
        };
        return format!("Each motion stands for itself: {} {}, {} {}.", name(a), word(a), name(b), word(b));
    }
    let place = |e: EntryIx| tally.standing().and_then(|s| s.tiers().iter().position(|t| t.contains(e)));
    let side = |e: EntryIx| won.as_ref().is_some_and(|w| w.contains(e));
    let end = match (side(a), side(b)) {
        (true, false) => format!("{} is chosen and {} is not", name(a), name(b)),
        (false, true) => {
            format!("{} is not chosen and {} is: the count puts {} first", name(a), name(b), name(b))
        }
        (true, true) => format!("{} and {} are both chosen", name(a), name(b)),
        (false, false) => format!("neither {} nor {} is chosen for certain", name(a), name(b)),
    };
    let tier = |e: EntryIx, p: usize| format!("{} in tier {}", name(e), p + 1);
    match (place(a), place(b)) {
        (Some(x), Some(y)) if x == y => format!("{end}; the standing holds them level."),
        (Some(x), Some(y)) => format!("{end}; {}, {}.", tier(a, x), tier(b, y)),
        _ => format!("{end}."),
    }
}

/// The comparisons with others right before one of the two was elected or left.
fn against(before: &[Step], entries: &EntrySet, a: EntryIx, b: EntryIx) -> Vec<(usize, Step)> {
    let one = |x: &EntryIx| (*x == a || *x == b) && entries.contains(*x);
    let both = |x: EntryIx, y: EntryIx| [(a, b), (b, a)].contains(&(x, y));
    let last = before.iter().enumerate().rev().take_while(|(_, s)| matches!(s, Step::Compared { .. }));
    let of = |s: &Step| matches!(s, Step::Compared { a: x, b: y, .. } if !both(*x, *y) && (one(x) || one(y)));
    let mut found: Vec<(usize, Step)> =
        last.filter(|(_, s)| of(s)).map(|(i, s)| (i + 1, s.clone())).collect();
    found.reverse();
    found
}
/// What the steps say of two entries.
struct Found {
    /// Comparisons of the two, votes first: number of the step, and what speaks for each.
    compared: Vec<(usize, Exact, Exact)>,
    /// The last totals before one of them was elected or left: number of the step, and theirs.
    totals: Option<(usize, Exact, Exact)>,
    /// What had to be reached when the first of them was elected or left, or in the end.
    quota: Option<(usize, Exact)>,
    /// Defeats that stand, by winner.
    locked: BTreeMap<EntryIx, Vec<(EntryIx, Exact)>>,
    /// What happened to one of them.
    events: Vec<(usize, Step)>,
}
impl Found {
    fn of(tally: &AnyTally, a: EntryIx, b: EntryIx) -> Self {
        let mut f =
            Self { compared: vec![], totals: None, quota: None, locked: BTreeMap::new(), events: vec![] };
        let mut settled = false;
        for (n, step) in tally.steps().iter().enumerate().map(|(i, s)| (i + 1, s)) {
            match step {
                Step::Scored { totals, .. } if !settled => {
                    let of = |e| totals.iter().find(|(x, _)| *x == e).map(|(_, t)| t.clone());
                    if let (Some(x), Some(y)) = (of(a), of(b)) {
                        f.totals = Some((n, x, y));
                    }
                }
                Step::Compared { a: x, b: y, for_a, for_b } if (*x, *y) == (a, b) => {
                    f.compared.push((n, for_a.clone(), for_b.clone()));
                }
                Step::Compared { a: x, b: y, for_a, for_b } if (*x, *y) == (b, a) => {
                    f.compared.push((n, for_b.clone(), for_a.clone()));
                }
                Step::Locked { over, under, strength } => {
                    f.locked.entry(*over).or_default().push((*under, strength.clone()));
                }
                Step::Skipped { over, under, .. } if [(a, b), (b, a)].contains(&(*over, *under)) => {
                    f.events.push((n, step.clone()));
                }
                Step::Elected { entries } | Step::Eliminated { entries }
                    if entries.contains(a) || entries.contains(b) =>
                {
                    settled = true;
                    f.events.extend(against(&tally.steps()[..n - 1], entries, a, b));
                    f.events.push((n, step.clone()));
                }
                Step::Quota { value } if !settled => f.quota = Some((n, value.clone())),
                Step::Note { .. } => f.events.push((n, step.clone())),
                Step::Bought { entry, .. } if *entry == a || *entry == b => f.events.push((n, step.clone())),
                Step::Transferred { from, to, .. } if to.iter().any(|(e, _)| *e == a || *e == b) => {
                    let to = to.iter().filter(|(e, _)| *e == a || *e == b).cloned().collect();
                    let (exhausted, lost) = (Exact::ZERO, Exact::ZERO);
                    f.events.push((n, Step::Transferred { from: *from, to, exhausted, lost }));
                }
                _ => {}
            }
        }
        f
    }
    /// The fewest defeats that lead from one to the other, each with its loser.
    fn path(&self, from: EntryIx, to: EntryIx) -> Option<Vec<(EntryIx, Exact)>> {
        let mut back: BTreeMap<EntryIx, (EntryIx, Exact)> = BTreeMap::new();
        let mut next = VecDeque::from([from]);
        while let Some(e) = next.pop_front() {
            for (under, by) in self.locked.get(&e).into_iter().flatten() {
                if *under != from && !back.contains_key(under) {
                    back.insert(*under, (e, by.clone()));
                    next.push_back(*under);
                }
            }
        }
        let (mut at, mut path) = (to, vec![]);
        while at != from {
            let (before, by) = back.get(&at)?;
            path.push((at, by.clone()));
            at = *before;
        }
        path.reverse();
        Some(path)
    }
}
