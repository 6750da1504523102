//! The worked example of every rule, counted by name: its deciding number stands in the account of the count, in why the one entry beat
//! the other, and in the `//!` of the rule's own file.
mod marked;
mod ranked;

use crate::profiles::kinds::Sample;
use cocreate::{
    ballot::{
        Approval, ApprovalForm, Ballot, Choice, ChoiceForm, Comparison, Consent, Kind, Pairs, PairsForm,
        Points, Position, Ranking, RankingForm, ScoreForm, Scores, Spend, SpendForm,
    },
    count::{Budget, Options, RuleSpec, Seats, Task, TiePolicy},
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{AnyProfile, Profile, Slate},
    report::{WHY_LINES, explain, why},
    tally::{AnyRule, CATALOGUE, registry},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// What is asked of the count.
#[derive(Clone, Copy)]
enum T {
    One,
    Fill(u32),
    Open,
    Budget(u64, &'static [u64]),
    Plain,
}
/// Ballots in letters, each so often; who beats whom; the deciding number with the words around it.
struct Example {
    id: &'static str,
    params: &'static str,
    ballots: &'static str,
    task: T,
    pair: &'static str,
    number: &'static str,
}
const fn with(
    id: &'static str,
    params: &'static str,
    ballots: &'static str,
    task: T,
    pair: &'static str,
    number: &'static str,
) -> Example {
    Example { id, params, ballots, task, pair, number }
}
const fn ex(
    id: &'static str,
    ballots: &'static str,
    task: T,
    pair: &'static str,
    number: &'static str,
) -> Example {
    with(id, "{}", ballots, task, pair, number)
}
fn examples() -> impl Iterator<Item = &'static Example> {
    use {marked::*, ranked::*};
    let all = [
        POSITIONAL,
        RUNOFF,
        DUELS,
        HYBRIDS,
        LOTTERIES,
        TRANSFERABLE,
        APPROVALS,
        SCORES,
        POINTS,
        PAIRS,
        MONEY,
        MOTIONS,
    ];
    all.into_iter().flatten()
}

/// Entries in order of their letters.
struct Names(Vec<char>);
impl Names {
    fn of(&self, c: char) -> EntryIx {
        self.0.iter().position(|x| *x == c).unwrap().into()
    }
    fn set(&self, letters: &str) -> EntrySet {
        letters.chars().filter(|c| c.is_alphanumeric()).map(|c| self.of(c)).collect()
    }
    /// `A5 B-1`, or letters alone for one each.
    fn marks<'a>(&'a self, body: &'a str) -> Vec<(EntryIx, &'a str)> {
        let one = |t: &'a str| (self.of(t.chars().next().unwrap()), &t[1..]);
        if body.chars().all(char::is_alphabetic) {
            return body.chars().map(|c| (self.of(c), "1")).collect();
        }
        body.split_whitespace().map(one).collect()
    }
}
/// The bodies with their counts, and what stands before `@`.
fn parts(text: &'static str) -> (Option<&'static str>, Vec<(&'static str, u64)>) {
    let (head, rest) = text.split_once(" @ ").map_or((None, text), |(h, r)| (Some(h), r));
    let one = |b: &'static str| {
        let (body, n) = b.trim().rsplit_once(" x").unwrap();
        (body, n.parse().unwrap())
    };
    (head, rest.split(';').map(one).collect())
}
fn names(kind: Kind, ballots: &[(&str, u64)]) -> Names {
    let digits = matches!(kind, Kind::Approval);
    let name = |c: &char| c.is_ascii_uppercase() || (digits && c.is_ascii_digit());
    let all: BTreeSet<char> = ballots.iter().flat_map(|(b, _)| b.chars()).filter(name).collect();
    Names(all.into_iter().collect())
}
/// One ballot of so many units if it says how many make a vote, else so many ballots.
fn cast<B: Ballot>(
    m: usize,
    form: B::Form,
    (units, ballots): (Option<u64>, &[(&str, u64)]),
    of: impl Fn(&str) -> B,
) -> AnyProfile
where
    AnyProfile: From<Profile<B>>,
{
    let mut b = Profile::<B>::builder_scaled(Slate::anonymous(m), form, units.unwrap_or(1)).unwrap();
    for (body, n) in ballots.iter().filter(|(_, n)| *n > 0) {
        if units.is_some() {
            b.push_weighted(&of(body), *n).unwrap();
        } else {
            (0..*n).for_each(|_| b.push(&of(body)).unwrap());
        }
    }
    b.finish().into()
}
/// `0..5`, or `0..10 by 0.01` for a scale in hundredths.
fn scale(head: &str) -> ScoreForm {
    let (ends, step) = head.split_once(" by ").unwrap_or((head, "1"));
    let (low, high) = ends.split_once("..").unwrap();
    let of = |t: &str| Exact::decimal(t).unwrap();
    let top = (&of(high) - &of(low)).checked_div(&of(step)).unwrap().to_u64().unwrap();
    ScoreForm { lowest: of(low), step: of(step), top: u16::try_from(top).unwrap() }
}
fn profile(kind: Kind, e: &Example) -> (AnyProfile, Names) {
    let (head, all) = parts(e.ballots);
    let names = names(kind, &all);
    let all = (head.and_then(|h| h.parse().ok()), all.as_slice());
    let m = names.0.len();
    let tiers = |body: &str| {
        if body.contains('|') {
            return Ranking::tiers(body.split('|').filter(|t| !t.is_empty()).map(|t| names.set(t)));
        }
        Ranking::strict(body.chars().filter(char::is_ascii_uppercase).map(|c| names.of(c).ix() as u32))
    };
    let p = match kind {
        Kind::Choice => {
            cast(m, ChoiceForm::default(), all, |b| Choice::of(names.of(b.chars().next().unwrap())))
        }
        Kind::Approval => cast(m, ApprovalForm::default(), all, |b| Approval::of(names.set(b))),
        Kind::Ranking => cast(m, RankingForm::default(), all, tiers),
        Kind::Scores => {
            let form = scale(head.unwrap());
            let (low, step) = (form.lowest.clone(), form.step.clone());
            cast(m, form, all, |b| {
                let level = |t: &str| {
                    let above = &Exact::decimal(t).unwrap() - &low;
                    u16::try_from(above.checked_div(&step).unwrap().to_u64().unwrap()).unwrap()
                };
                Scores::new(names.marks(b).into_iter().map(|(e, t)| (e, level(t)))).unwrap()
            })
        }
        Kind::Points => cast(m, Points::form(m), all, |b| {
            Points::new(names.marks(b).into_iter().map(|(e, t)| (e, t.parse().unwrap()))).unwrap()
        }),
        Kind::Spend => {
            let T::Budget(_, costs) = e.task else { panic!("{}", e.id) };
            cast(m, SpendForm::with_costs(costs.to_vec()), all, |b| {
                Spend::new(names.marks(b).into_iter().map(|(e, t)| (e, t.parse().unwrap()))).unwrap()
            })
        }
        Kind::Pairs => cast(m, PairsForm::default(), all, |b| {
            let one = |t: &str| {
                let c: Vec<char> = t.chars().collect();
                let said = if c[1] == '=' { Comparison::Draw } else { Comparison::First };
                (names.of(c[0]), names.of(c[2]), said)
            };
            Pairs::new(b.split_whitespace().map(one)).unwrap()
        }),
        _ => cast(m, Consent::form(m), all, |b| {
            let of = |t: &str| match t {
                "+" => Position::Yes,
                "-" => Position::No { reasoned: false },
                _ => Position::Abstain,
            };
            Consent::new(names.marks(b).into_iter().map(|(e, t)| (e, of(t)))).unwrap()
        }),
    };
    (p, names)
}
fn task(t: T) -> Task {
    match t {
        T::One => Task::Seats(Seats::ONE),
        T::Fill(k) => Task::Seats(Seats::fill(k).unwrap()),
        T::Open => Task::Seats(Seats::Open),
        T::Budget(total, costs) => Task::Budget(Budget { total, costs: costs.to_vec() }),
        T::Plain => Task::Plain,
    }
}
/// The rule with its parameters, in which letters are entries.
fn rule(e: &Example, names: &Names) -> AnyRule {
    let all = registry();
    let params: serde_json::Map<String, serde_json::Value> = serde_json::from_str(e.params).unwrap();
    let spec = params.into_iter().fold(RuleSpec::new(e.id), |s, (k, v)| s.with(&k, v));
    let about = all.get(e.id).unwrap_or_else(|| panic!("{}", e.id)).about();
    let place = |n: &str| names.0.iter().position(|c| c.to_string() == n).map(EntryIx::from);
    all.build(&spec.with_places(about.params, place)).unwrap_or_else(|x| panic!("{}: {x}", e.id)).0
}
/// Whether a text has this part, not as a piece of a longer number or word.
fn tells(text: &str, part: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || c == '/';
    text.match_indices(part).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + part.len()..].chars();
        let (next, then) = (after.next(), after.next());
        let joined = |c: Option<char>| c.is_some_and(inner);
        let decimal = next == Some('.') && then.is_some_and(|c| c.is_ascii_digit());
        !(part.starts_with(inner) && joined(before)) && !(part.ends_with(inner) && (joined(next) || decimal))
    })
}
/// The numbers of a text, without their signs: `1001.469502`, `13/3`.
fn numbers(text: &str) -> BTreeSet<Exact> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '/'));
    let of = |t: &str| {
        let t = t.trim_matches(['.', '/']);
        let ratio = || Exact::ratio(t.split_once('/')?.0.parse().ok()?, t.split_once('/')?.1.parse().ok()?);
        ratio().or_else(|| Exact::decimal(t).ok())
    };
    parts.filter_map(of).collect()
}
/// The worked examples as the rules' own files have them.
fn docs() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tally")];
    open.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/budget"));
    while let Some(at) = open.pop() {
        for f in fs::read_dir(&at).unwrap().map(|f| f.unwrap().path()) {
            if f.is_dir() {
                open.push(f);
                continue;
            }
            let text = fs::read_to_string(&f).unwrap();
            if let (true, Some(id)) =
                (text.contains("impl TallyRule for"), text.split("About::new(\"").nth(1))
            {
                let head = text.lines().map_while(|l| l.strip_prefix("//!")).collect::<String>();
                all.insert(id.split('"').next().unwrap().to_owned(), head);
            }
        }
    }
    all
}
/// What is amiss with an example.
fn faults(e: &Example, docs: &BTreeMap<String, String>) -> Vec<String> {
    let kind = registry().build(&RuleSpec::new(e.id)).unwrap().0.kind();
    let (ballots, names) = profile(kind, e);
    let rule = rule(e, &names);
    // What the worked example leaves open falls to the first letter.
    let order = TiePolicy::Order { order: (0..names.0.len()).map(EntryIx::from).collect() };
    let name = |e: EntryIx| names.0[e.ix()].to_string();
    let tally = rule
        .run(&ballots, &task(e.task), &order, &Options::default())
        .unwrap_or_else(|x| panic!("{}: {x}", e.id));
    let account = explain(&tally, &rule.about(), &name).text();
    let pair: Vec<EntryIx> = e.pair.chars().map(|c| names.of(c)).collect();
    let reason = why(&tally, pair[0], pair[1], &name);
    let mut out = vec![];
    let mut lack = |what: &str, shown: &str| out.push(format!("{}: {what}\n{shown}", e.id));
    assert!(e.number.contains(|c: char| c.is_ascii_digit()), "{}: no number", e.id);
    if !tells(&account, e.number) {
        lack(&format!("its account does not tell {:?}", e.number), &account);
    }
    if reason.len() > WHY_LINES || !tells(&reason.join("\n"), e.number) {
        lack(&format!("why {} does not tell {:?}", e.pair, e.number), &reason.join("\n"));
    }
    let (told, written) = (numbers(e.number), numbers(&docs[e.id]));
    if told.is_disjoint(&written) {
        lack(&format!("its `//!` has none of {told:?}"), &docs[e.id]);
    }
    out
}

#[test]
fn the_deciding_number_of_every_worked_example_is_told() {
    let docs = docs();
    let all: Vec<String> = examples().flat_map(|e| faults(e, &docs)).collect();
    assert!(all.is_empty(), "{} faults\n{}", all.len(), all.join("\n\n"));
}
#[test]
fn every_rule_has_an_example() {
    let here: BTreeSet<&str> = examples().map(|e| e.id).collect();
    let lacking: Vec<&str> = CATALOGUE.iter().map(|e| e.about().id).filter(|id| !here.contains(id)).collect();
    assert!(lacking.is_empty(), "no worked example is counted of {lacking:?}; add it to tests/explained");
}
#[test]
fn a_piece_of_a_number_is_not_that_number() {
    assert!(tells("A has 42, B has 6", "A has 42") && tells("by 3.", "by 3") && tells("to 4", "4"));
    assert!(!tells("A has 420", "A has 42") && !tells("A has 42/5", "42") && !tells("is 3.5", "3"));
}
