//! How a count ended, in a sentence.
use super::{
    numbers::exact,
    step::{set, stage},
};
use crate::{
    count::{Outcome, Winners},
    id::EntryIx,
};

/// `level` says that entries in one tier are level, and not merely chosen together.
pub(super) fn outcome(o: &Outcome, level: bool, name: &dyn Fn(EntryIx) -> String) -> String {
    match o {
        Outcome::Decided { winners } => {
            let among = matches!(winners.tiers(), [one] if level && one.len() > 1);
            let among = if among { ", level with each other" } else { "" };
            format!("Decided: {}{among}.", tiers(winners, name))
        }
        Outcome::Tied { stage: at, certain, tied, choose, possible } => {
            let mut parts =
                vec![format!("Tied {}: {choose} of {} to be chosen.", stage(*at), set(tied, name))];
            parts.extend((!certain.is_empty()).then(|| format!("However it ends: {}.", set(certain, name))));
            parts.extend(possible.iter().map(|p| format!("Can still win: {}.", set(p, name))));
            parts.join(" ")
        }
        Outcome::OneOf { sets, complete } => {
            let all: Vec<String> = sets.iter().map(|w| tiers(w, name)).collect();
            let rest = if *complete { "" } else { " Not all ways were followed." };
            format!("One of {} results: {}.{rest}", all.len(), all.join(" | "))
        }
        Outcome::None { reason } => format!("Nobody: {reason}."),
        Outcome::Lottery { p } => {
            let all: Vec<String> = p.iter().map(|(e, x)| format!("{} {}", name(e), exact(x))).collect();
            format!("Chances: {}.", all.join(", "))
        }
        Outcome::Undecided { best, bound } => {
            format!("Not decided: the best that was found is {}; proven is: {bound}.", tiers(best, name))
        }
    }
}
/// Best first; level ones are joined by `=`.
fn tiers(w: &Winners, name: &dyn Fn(EntryIx) -> String) -> String {
    match w.tiers() {
        [] => "nobody".to_owned(),
        [one] => set(one, name),
        all => {
            let tier = |t: &crate::id::EntrySet| t.iter().map(name).collect::<Vec<_>>().join(" = ");
            all.iter().map(tier).collect::<Vec<_>>().join(", then ")
        }
    }
}
