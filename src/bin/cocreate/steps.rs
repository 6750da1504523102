//! Steps of a count with names, as JSON and as text.
use cocreate::{
    count::{Choice, DecidedBy, Step, TieRecord},
    id::{EntryIx, EntrySet},
    num::Exact,
};
use serde_json::{Map, Value, json};

/// Names by place on the slate.
pub(crate) struct Names<'a>(pub(crate) &'a [&'a str]);
impl<'a> Names<'a> {
    pub(crate) fn of(&self, e: EntryIx) -> &'a str {
        self.0.get(e.ix()).copied().unwrap_or("?")
    }
    pub(crate) fn all(&self, set: &EntrySet) -> Vec<&'a str> {
        set.iter().map(|e| self.of(e)).collect()
    }
    /// Messages of the counting core tell entries as `#3`; here they have names.
    pub(crate) fn put_into(&self, message: &str) -> String {
        cocreate::id::with_names(message, |e| self.0.get(e.ix()).copied())
    }
    /// What can be chosen, in the form of a file of declared decisions.
    fn choice(&self, c: &Choice) -> Value {
        match c {
            Choice::Entry(e) => json!({"entry": self.of(*e)}),
            Choice::Set(s) => json!({"set": self.all(s)}),
            Choice::Pair(a, b) => json!({"pair": [self.of(*a), self.of(*b)]}),
            Choice::Ranking(r) => json!({"ranking": r.iter().map(|e| self.of(*e)).collect::<Vec<_>>()}),
            other => json!(other),
        }
    }
    fn choice_text(&self, c: &Choice) -> String {
        match c {
            Choice::Entry(e) => self.of(*e).to_owned(),
            Choice::Set(s) => self.all(s).join(", "),
            Choice::Pair(a, b) => format!("{} over {}", self.of(*a), self.of(*b)),
            Choice::Ranking(r) => r.iter().map(|e| self.of(*e)).collect::<Vec<_>>().join(" > "),
            other => json!(other).to_string(),
        }
    }
    fn tie(&self, t: &TieRecord) -> Value {
        json!({
            "step": "tied", "at": t.at,
            "among": t.among.iter().map(|c| self.choice(c)).collect::<Vec<_>>(),
            "take": t.take, "ways": t.ways,
            "chosen": t.chosen.as_ref().map(|c| self.choice(c)), "by": t.by,
        })
    }
    fn tie_text(&self, t: &TieRecord) -> String {
        let among: Vec<String> = t.among.iter().map(|c| self.choice_text(c)).collect();
        let at = json!(t.at.stage);
        let head = format!(
            "tie ({} {}): {} of {}",
            at.as_str().unwrap_or_default(),
            t.at.nth,
            t.take,
            among.join("; ")
        );
        match (&t.chosen, t.by) {
            (Some(c), DecidedBy::Explored) => {
                format!("{head}; what follows is the way of {}", self.choice_text(c))
            }
            (Some(c), by) => {
                let by = json!(by);
                format!("{head}; {} by {}", self.choice_text(c), by.as_str().unwrap_or_default())
            }
            (None, _) => format!("{head}; nobody decided"),
        }
    }
    fn values(&self, list: &[(EntryIx, Exact)], number: &dyn Fn(&Exact) -> Value) -> Value {
        let pairs = list.iter().map(|(e, x)| (self.of(*e).to_owned(), number(x)));
        Value::Object(pairs.collect::<Map<_, _>>())
    }
    fn listed(&self, list: &[(EntryIx, Exact)]) -> String {
        list.iter().map(|(e, x)| format!("{} {x}", self.of(*e))).collect::<Vec<_>>().join(", ")
    }
    /// A step as JSON; `ties` are the records of the count, `number` says how a number is written.
    pub(crate) fn json(&self, step: &Step, ties: &[TieRecord], number: &dyn Fn(&Exact) -> Value) -> Value {
        match step {
            Step::Scored { totals, exhausted, lost, .. } => json!({
                "step": "scored", "totals": self.values(totals, number),
                "exhausted": exhausted.to_string(), "lost": lost.to_string(),
            }),
            Step::Compared { a, b, for_a, for_b, .. } => json!({
                "step": "compared", "a": self.of(*a), "b": self.of(*b),
                "for_a": number(for_a), "for_b": number(for_b),
            }),
            Step::Locked { over, under, strength, .. } => json!({
                "step": "locked", "over": self.of(*over), "under": self.of(*under), "strength": strength.to_string(),
            }),
            Step::Skipped { over, under, strength, .. } => json!({
                "step": "skipped", "over": self.of(*over), "under": self.of(*under), "strength": strength.to_string(),
            }),
            Step::Quota { value, .. } => json!({"step": "quota", "value": value.to_string()}),
            Step::Elected { entries, .. } => json!({"step": "elected", "entries": self.all(entries)}),
            Step::Eliminated { entries, .. } => json!({"step": "eliminated", "entries": self.all(entries)}),
            Step::Transferred { from, to, exhausted, lost, .. } => json!({
                "step": "transferred", "from": self.of(*from), "to": self.values(to, number),
                "exhausted": exhausted.to_string(), "lost": lost.to_string(),
            }),
            Step::Bought { entry, cost, price, .. } => json!({
                "step": "bought", "entry": self.of(*entry), "cost": cost,
                "price": price.as_ref().map(ToString::to_string),
            }),
            Step::Tied { at, record, .. } => match ties.get(*record as usize) {
                Some(t) => self.tie(t),
                None => json!({"step": "tied", "at": at}),
            },
            Step::Note { text, .. } => json!({"step": "note", "text": self.put_into(text)}),
            other => serde_json::to_value(other).unwrap_or(Value::Null),
        }
    }
    /// A step as a line.
    pub(crate) fn text(&self, step: &Step, ties: &[TieRecord]) -> String {
        let besides = |exhausted: &Exact, lost: &Exact| {
            let part = |x: &Exact, what| if x.is_zero() { String::new() } else { format!("; {what} {x}") };
            part(exhausted, "exhausted") + &part(lost, "lost to rounding")
        };
        match step {
            Step::Scored { totals, exhausted, lost, .. } => {
                format!("totals: {}{}", self.listed(totals), besides(exhausted, lost))
            }
            Step::Compared { a, b, for_a, for_b, .. } => {
                format!("{} {for_a} : {for_b} {}", self.of(*a), self.of(*b))
            }
            Step::Locked { over, under, strength, .. } => {
                format!("locked: {} over {} ({strength})", self.of(*over), self.of(*under))
            }
            Step::Skipped { over, under, strength, .. } => {
                format!("skipped: {} over {} ({strength})", self.of(*over), self.of(*under))
            }
            Step::Quota { value, .. } => format!("quota: {value}"),
            Step::Elected { entries, .. } => format!("elected: {}", self.all(entries).join(", ")),
            Step::Eliminated { entries, .. } => format!("eliminated: {}", self.all(entries).join(", ")),
            Step::Transferred { from, to, exhausted, lost, .. } => {
                let listed = if to.is_empty() { "nobody".to_owned() } else { self.listed(to) };
                format!("transferred from {} to {listed}{}", self.of(*from), besides(exhausted, lost))
            }
            Step::Bought { entry, cost, price, .. } => {
                let price = price.as_ref().map_or(String::new(), |p| format!(", at {p} a supporter"));
                format!("bought: {} for {cost}{price}", self.of(*entry))
            }
            Step::Tied { at, record, .. } => match ties.get(*record as usize) {
                Some(t) => self.tie_text(t),
                None => format!("tie at {:?} {}", at.stage, at.nth).to_lowercase(),
            },
            Step::Note { text, .. } => self.put_into(text),
            other => format!("{other:?}"),
        }
    }
}
