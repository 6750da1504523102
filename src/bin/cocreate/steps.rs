//! Steps of a count with names, as JSON and as text.
use cocreate::{
    count::Step,
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
    fn values(&self, list: &[(EntryIx, Exact)]) -> Value {
        let pairs = list.iter().map(|(e, x)| (self.of(*e).to_owned(), Value::String(x.to_string())));
        Value::Object(pairs.collect::<Map<_, _>>())
    }
    fn listed(&self, list: &[(EntryIx, Exact)]) -> String {
        list.iter().map(|(e, x)| format!("{} {x}", self.of(*e))).collect::<Vec<_>>().join(", ")
    }
    /// A step as JSON.
    pub(crate) fn json(&self, step: &Step) -> Value {
        match step {
            Step::Scored { totals, exhausted, lost, .. } => json!({
                "step": "scored", "totals": self.values(totals),
                "exhausted": exhausted.to_string(), "lost": lost.to_string(),
            }),
            Step::Compared { a, b, for_a, for_b, .. } => json!({
                "step": "compared", "a": self.of(*a), "b": self.of(*b),
                "for_a": for_a.to_string(), "for_b": for_b.to_string(),
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
                "step": "transferred", "from": self.of(*from), "to": self.values(to),
                "exhausted": exhausted.to_string(), "lost": lost.to_string(),
            }),
            Step::Bought { entry, cost, price, .. } => json!({
                "step": "bought", "entry": self.of(*entry), "cost": cost,
                "price": price.as_ref().map(ToString::to_string),
            }),
            Step::Tied { at, record, .. } => json!({"step": "tied", "at": at, "record": record}),
            Step::Note { text, .. } => json!({"step": "note", "text": text}),
            other => serde_json::to_value(other).unwrap_or(Value::Null),
        }
    }
    /// A step as a line.
    pub(crate) fn text(&self, step: &Step) -> String {
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
                format!(
                    "transferred from {}: {}{}",
                    self.of(*from),
                    self.listed(to),
                    besides(exhausted, lost)
                )
            }
            Step::Bought { entry, cost, price, .. } => {
                let price = price.as_ref().map_or(String::new(), |p| format!(", at {p} a supporter"));
                format!("bought: {} for {cost}{price}", self.of(*entry))
            }
            Step::Tied { at, .. } => format!("tie at {:?} {}", at.stage, at.nth).to_lowercase(),
            Step::Note { text, .. } => text.to_string(),
            other => format!("{other:?}"),
        }
    }
}
