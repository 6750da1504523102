//! Figure skating: panel scores and programme totals as printed by the judges' protocols.
//!
//! The chain of roundings is part of the rule: a panel's trimmed mean is rounded to hundredths, then each component times its factor,
//! and nothing after that.
use super::shared;
use cocreate::{
    ballot::{ScoreForm, Scores},
    count::{Options, RuleSpec, Seats, Task, TiePolicy},
    id::{EntryId, EntryIx},
    num::Exact,
    profile::Profile,
    select::{Candidate, CombineBy, CombinedScores, Gain, PollResult, Results, SelectNote, select},
    tally::{AnyRule, registry},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    process::{Command, Stdio},
};

/// The rows of a packed CSV file, if `xz` is there to unpack it; fields may be quoted, the first and last are not.
fn unpacked(path: &Path) -> Option<String> {
    let run = Command::new("xz").arg("-dc").arg(path).stderr(Stdio::null()).output().ok()?;
    run.status.success().then(|| String::from_utf8(run.stdout).unwrap())
}
fn x(text: &str) -> Exact {
    Exact::decimal(text).unwrap()
}
/// A scale from nought.
fn scale(step: &str, top: u16) -> ScoreForm {
    ScoreForm { lowest: Exact::ZERO, step: x(step), top }
}
/// What one entry comes to by a rule, each ballot a mark of it.
struct Sheet {
    rule: AnyRule,
    form: ScoreForm,
}
impl Sheet {
    fn new(rule: &str, form: ScoreForm) -> Self {
        let spec: RuleSpec = serde_json::from_str(rule).unwrap();
        Self { rule: registry().build(&spec).unwrap().0, form }
    }
    fn score(&self, marks: &[Exact]) -> Exact {
        let levels = marks.iter().map(|m| self.form.level_of(m).unwrap());
        let ballots: Vec<Scores> = levels.map(|level| Scores::from([(0, level)])).collect();
        let p = Profile::with_form(1, self.form.clone(), &ballots).unwrap();
        let options = Options { trace: false, cancel: None };
        let t = self.rule.run(&p.into(), &Task::Seats(Seats::ONE), &TiePolicy::REPORT, &options).unwrap();
        t.standing().unwrap().scores()[&EntryIx::new(0)].clone()
    }
}
/// Parts of a programme, added up with their signs.
fn added(parts: [(&str, &Exact, i64); 3]) -> Exact {
    let skater: EntryId = "skater".parse().unwrap();
    let result = |(name, score, _): &(&str, &Exact, i64)| PollResult {
        scores: [(skater.clone(), (*score).clone())].into(),
        ..PollResult::new(name.parse().unwrap(), vec![vec![skater.clone()]])
    };
    let gain = |(name, _, sign): &(&str, &Exact, i64)| {
        (name.parse().unwrap(), Gain { weight: Exact::from(*sign), ..Gain::default() })
    };
    let polls: Vec<PollResult> = parts.iter().map(result).collect();
    let rule = CombinedScores {
        by: CombineBy::Sum,
        polls: parts.iter().map(gain).collect(),
        ..CombinedScores::default()
    };
    let candidates = [Candidate::new(skater.clone())];
    let s = select(&rule, &Results { candidates: &candidates, polls: &polls, picks: None }).unwrap();
    match &s.notes[..] {
        [SelectNote::Blended { score, .. }] => score.clone(),
        other => panic!("{other:?}"),
    }
}

/// What the protocols print of an aspect: a component or an element of one programme.
struct Aspect<'a> {
    component: bool,
    factor: &'a str,
    /// Base value and grade of execution of an element.
    worth: Option<(&'a str, &'a str)>,
    panel: &'a str,
}
/// An aspect's id, its programme's, and what is printed.
fn aspect(line: &str) -> (&str, (&str, Aspect<'_>)) {
    // From both ends, since a description may hold commas.
    let front: Vec<&str> = line.splitn(4, ',').collect();
    let back: Vec<&str> = line.rsplitn(6, ',').collect();
    let component = front[2] == "components";
    let worth = (!component).then(|| (back[4], back[2]));
    (front[0], (front[1], Aspect { component, factor: back[3], worth, panel: back[0] }))
}

#[test]
fn panel_scores_and_programme_totals_are_those_printed() {
    let Some(dir) = shared() else { return };
    let dir = dir.join("data/jury-figure-skating");
    let (marks, judged) = (dir.join("judge-scores.csv.xz"), dir.join("judged-aspects.csv.xz"));
    let (Some(marks), Some(judged)) = (unpacked(&marks), unpacked(&judged)) else {
        eprintln!("skipped: no program `xz`");
        return;
    };
    let aspects: BTreeMap<_, _> = judged.lines().skip(1).map(aspect).collect();
    let mut given: BTreeMap<&str, Vec<Exact>> = BTreeMap::new();
    for row in marks.lines().skip(1) {
        let fields: Vec<&str> = row.split(',').collect();
        // A printed 0.0 of a component is a judge who gave no mark.
        if aspects[fields[0]].1.component && fields[2] != "0.0" {
            given.entry(fields[0]).or_default().push(x(fields[2]));
        }
    }
    // By programme: the component scores with their factor, the scores of elements.
    let mut components: BTreeMap<&str, (&str, Vec<Exact>)> = BTreeMap::new();
    let mut elements: BTreeMap<&str, Vec<Exact>> = BTreeMap::new();
    let panel = Sheet::new(r#"{"rule":"trimmed-mean","decimals":2}"#, scale("0.25", 40));
    let (mut panels, mut worths) = (0, 0);
    for (id, (program, a)) in &aspects {
        if let Some((base, goe)) = a.worth {
            assert_eq!(x(base) + x(goe), x(a.panel), "{id}");
            elements.entry(program).or_default().push(x(a.panel));
            worths += 1;
            continue;
        }
        let got = panel.score(&given[id]);
        assert_eq!(got, x(a.panel), "{id}");
        let of = components.entry(program).or_insert((a.factor, vec![]));
        assert_eq!(of.0, a.factor, "one factor in {program}");
        of.1.push(got);
        panels += 1;
    }
    let parts = Sheet::new(r#"{"rule":"total-score"}"#, scale("0.01", 4000));
    let factors: BTreeSet<&str> = components.values().map(|c| c.0).collect();
    let factored = |round: &str| -> BTreeMap<&str, Sheet> {
        let rule = |f: &&str| {
            format!(r#"{{"rule":"total-score","factor":"{}","decimals":2,"round":"{round}"}}"#, x(f))
        };
        factors.iter().map(|f| (*f, Sheet::new(&rule(f), scale("0.01", 1000)))).collect()
    };
    let (each, sum) = (factored("each"), factored("sum"));
    let performances = std::fs::read_to_string(dir.join("performances.csv")).unwrap();
    let (mut totals, mut once) = (0, 0);
    for row in performances.lines().skip(1) {
        let id = row.split(',').next().unwrap();
        let printed: Vec<Exact> = row.rsplitn(5, ',').take(4).map(x).collect();
        let [deductions, of_components, of_elements, total] = &printed[..] else { panic!("{row}") };
        let (factor, scores) = &components[id];
        let component_score = each[factor].score(scores);
        let element_score = parts.score(&elements[id]);
        assert_eq!((&component_score, &element_score), (of_components, of_elements), "{id}");
        let total_score = added([
            ("components", &component_score, 1),
            ("elements", &element_score, 1),
            ("deductions", deductions, -1),
        ]);
        assert_eq!(total_score, *total, "{id}");
        totals += 1;
        // Rounded only once, when all is added up: another rule.
        once += usize::from(sum[factor].score(scores) == *of_components);
    }
    println!("{panels} panel scores of figure skating, {worths} elements, {totals} programme totals");
    println!("  component totals that come out if only the sum is rounded: {once} of {totals}");
    assert_eq!((panels, worths, totals), (8_630, 15_302, 1_726));
    // Counted by a program in another language.
    assert_eq!(once, 1_203);
}
