//! A count as text and as JSON.
use crate::steps::Names;
use cocreate::{
    count::{Outcome, RuleSpec, Winners},
    io::Poll,
    num::Exact,
    tally::AnyTally,
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, fmt::Write};

/// A count and what it was of.
pub(crate) struct Counted<'a> {
    pub(crate) spec: &'a RuleSpec,
    pub(crate) poll: &'a Poll,
    /// Names of those who stood.
    pub(crate) names: &'a [&'a str],
    pub(crate) seats: u64,
    /// Whether the rule fills seats.
    pub(crate) seated: bool,
    pub(crate) ballots: u64,
    pub(crate) tally: &'a AnyTally,
    /// Whether the rule's numbers are estimates.
    pub(crate) estimates: bool,
}

/// The one JSON object of `count --json`.
#[derive(Serialize)]
struct Json<'a> {
    rule: &'a str,
    parameters: &'a Map<String, Value>,
    entries: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    withdrawn: Vec<&'a str>,
    seats: u64,
    ballots: u64,
    outcome: Value,
    standing: Vec<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unplaced: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scores: Option<BTreeMap<&'a str, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bought: Option<Vec<Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdicts: Option<BTreeMap<&'a str, Value>>,
    steps: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

impl<'a> Counted<'a> {
    /// How the program ends.
    pub(crate) fn code(&self) -> u8 {
        match self.tally.outcome() {
            Outcome::Decided { .. } | Outcome::Lottery { .. } => 0,
            Outcome::OneOf { sets, complete: true, .. } if sets.len() == 1 => 0,
            Outcome::None { .. } => 4,
            Outcome::Undecided { .. } => 5,
            _ => 3,
        }
    }
    const fn by(&self) -> Names<'a> {
        Names(self.names)
    }
    fn names(&self, w: &Winners) -> Vec<&'a str> {
        w.iter().map(|e| self.by().of(e)).collect()
    }
    /// An exact number is text, which nobody rounds; an estimate is a number.
    fn number(&self, x: &Exact) -> Value {
        if self.estimates { json!(x.to_f64()) } else { Value::String(x.to_string()) }
    }
    fn tiers(&self) -> Vec<Vec<&'a str>> {
        let tiers = self.tally.standing().map_or(&[][..], |s| s.tiers());
        tiers.iter().map(|t| self.by().all(t)).collect()
    }

    pub(crate) fn json(&self) -> Result<String, String> {
        let by = self.by();
        let standing = self.tally.standing();
        let scores = standing.filter(|s| !s.scores().is_empty());
        let whole = Json {
            rule: &self.spec.rule,
            parameters: &self.spec.params,
            entries: &self.poll.entries,
            withdrawn: self.poll.withdrawn.iter().map(|e| self.poll.entries[e.ix()].as_str()).collect(),
            seats: self.seats,
            ballots: self.ballots,
            outcome: self.outcome(),
            standing: self.tiers(),
            unplaced: standing.map_or(vec![], |s| by.all(s.unplaced())),
            scores: scores.map(|s| s.scores().iter().map(|(e, x)| (by.of(*e), self.number(x))).collect()),
            bought: self.tally.funding().map(|f| {
                f.bought().iter().map(|p| json!({"entry": by.of(p.entry), "cost": p.cost})).collect()
            }),
            verdicts: self.tally.verdicts().map(|v| v.iter().map(|(e, x)| (by.of(e), json!(x))).collect()),
            steps: self
                .tally
                .steps()
                .iter()
                .map(|s| by.json(s, self.tally.ties(), &|x| self.number(x)))
                .collect(),
            notes: self.poll.notes.iter().map(ToString::to_string).collect(),
        };
        serde_json::to_string(&whole).map(|s| s + "\n").map_err(|e| e.to_string())
    }
    fn outcome(&self) -> Value {
        let by = self.by();
        match self.tally.outcome() {
            Outcome::Decided { winners, .. } => json!({"kind": "decided", "winners": self.names(winners)}),
            Outcome::Tied { stage, certain, tied, choose, possible, .. } => json!({
                "kind": "tied", "stage": stage, "certain": by.all(certain), "tied": by.all(tied),
                "choose": choose, "possible": possible.as_ref().map(|p| by.all(p)),
            }),
            Outcome::OneOf { sets, complete, .. } => {
                let sets: Vec<_> = sets.iter().map(|w| self.names(w)).collect();
                json!({"kind": "one-of", "sets": sets, "complete": complete})
            }
            Outcome::None { reason, .. } => {
                json!({"kind": "none", "reason": by.put_into(&reason.to_string())})
            }
            Outcome::Lottery { p, .. } => {
                let p: Map<String, Value> =
                    p.iter().map(|(e, x)| (by.of(e).to_owned(), Value::String(x.to_string()))).collect();
                json!({"kind": "lottery", "p": p})
            }
            Outcome::Undecided { best, bound, .. } => {
                json!({"kind": "undecided", "best": self.names(best), "bound": bound})
            }
            other => json!({"kind": "other", "text": format!("{other:?}")}),
        }
    }

    pub(crate) fn text(&self) -> String {
        let by = self.by();
        let mut out = String::new();
        if let Some(title) = &self.poll.title {
            let _ = writeln!(out, "{title}");
        }
        let seats = if self.seated { format!(", {} to elect", self.seats) } else { String::new() };
        let _ = writeln!(
            out,
            "{} by {}: {} entries, {} ballots{seats}",
            self.tally.rule(),
            if self.spec.params.is_empty() {
                "its defaults".to_owned()
            } else {
                Value::Object(self.spec.params.clone()).to_string()
            },
            self.names.len(),
            self.ballots
        );
        for e in self.poll.withdrawn.iter() {
            let _ = writeln!(out, "withdrawn: {}", self.poll.entries[e.ix()]);
        }
        for note in &self.poll.notes {
            let _ = writeln!(out, "note: {note}");
        }
        let _ = writeln!(out, "\n{}", self.ended());
        self.standing_text(&mut out);
        if let Some(f) = self.tally.funding() {
            for p in f.bought() {
                let _ = writeln!(out, "  {} for {}", by.of(p.entry), p.cost);
            }
            let _ = writeln!(out, "  together {}", f.spent());
        }
        for (e, v) in self.tally.verdicts().into_iter().flat_map(cocreate::count::Verdicts::iter) {
            let _ = writeln!(out, "  {}: {}", by.of(e), json!(v).as_str().unwrap_or_default());
        }
        if !self.tally.steps().is_empty() {
            let _ = writeln!(out, "\nsteps");
        }
        for (n, step) in self.tally.steps().iter().enumerate() {
            let _ = writeln!(out, "{:>4}  {}", n + 1, by.text(step, self.tally.ties()));
        }
        out
    }
    fn standing_text(&self, out: &mut String) {
        let Some(s) = self.tally.standing() else { return };
        let mut place = 1;
        for tier in s.tiers() {
            let shown = tier.iter().map(|e| match s.scores().get(&e) {
                Some(x) => format!("{} ({x})", self.by().of(e)),
                None => self.by().of(e).to_owned(),
            });
            let _ = writeln!(out, "{place:>4}. {}", shown.collect::<Vec<_>>().join(" = "));
            place += tier.len();
        }
        if !s.unplaced().is_empty() {
            let _ = writeln!(out, "   -. {}", self.by().all(s.unplaced()).join(", "));
        }
    }
    /// The outcome in a sentence.
    fn ended(&self) -> String {
        let by = self.by();
        match self.tally.outcome() {
            Outcome::Decided { winners, .. } => format!("decided: {}", self.names(winners).join(", ")),
            Outcome::Tied { stage, certain, tied, choose, possible, .. } => {
                let stage = json!(stage);
                let mut s = format!(
                    "tied (stage {}): {choose} of {}",
                    stage.as_str().unwrap_or_default(),
                    by.all(tied).join(", ")
                );
                if !certain.is_empty() {
                    let _ = write!(s, "; certain: {}", by.all(certain).join(", "));
                }
                if let Some(p) = possible {
                    let _ = write!(s, "; can still win: {}", by.all(p).join(", "));
                }
                s
            }
            Outcome::OneOf { sets, complete, .. } => {
                let sets: Vec<String> = sets.iter().map(|w| self.names(w).join(", ")).collect();
                let more = if *complete { "" } else { " (not all ways were followed)" };
                format!("one of {} winning sets{more}: {}", sets.len(), sets.join(" | "))
            }
            Outcome::None { reason, .. } => format!("nobody: {}", by.put_into(&reason.to_string())),
            Outcome::Lottery { p, .. } => {
                let p: Vec<String> = p.iter().map(|(e, x)| format!("{} {x}", by.of(e))).collect();
                format!("lottery: {}", p.join(", "))
            }
            Outcome::Undecided { best, bound, .. } => {
                format!("undecided: best so far {}; {bound}", self.names(best).join(", "))
            }
            other => format!("{other:?}"),
        }
    }
}
