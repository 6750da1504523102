//! Steps and ties of a count in words.
use super::numbers::exact;
use crate::{
    count::{Choice, DecidedBy, Stage, Step, TieAt, TieRecord},
    id::{EntryIx, EntrySet},
    num::Exact,
};

type Name<'a> = &'a dyn Fn(EntryIx) -> String;

/// A step of a count as a sentence. `ties` is the count's list of ties.
pub fn step_in_words(step: &Step, ties: &[TieRecord], name: &dyn Fn(EntryIx) -> String) -> String {
    match step {
        Step::Scored { totals, exhausted, lost } => {
            let all = totals.iter().map(|(e, x)| format!("{} has {}", name(*e), exact(x)));
            format!("{}{}", join(all), besides(exhausted, lost))
        }
        Step::Compared { a, b, for_a, for_b } => {
            format!("{} against {}: {} to {}", name(*a), name(*b), exact(for_a), exact(for_b))
        }
        Step::Locked { over, under, strength } => {
            format!("the defeat of {} by {} stands, by {}", name(*under), name(*over), exact(strength))
        }
        Step::Skipped { over, under, strength } => {
            let by = exact(strength);
            format!("the defeat of {} by {}, by {by}, is left out", name(*under), name(*over))
        }
        Step::Quota { value } => format!("{} must be reached", exact(value)),
        Step::Elected { entries } => format!("elected: {}", set(entries, name)),
        Step::Eliminated { entries } => format!("out of the count: {}", set(entries, name)),
        Step::Transferred { from, to, exhausted, lost } => {
            let all = to.iter().map(|(e, x)| format!("{} to {}", exact(x), name(*e)));
            let moved = if to.is_empty() { "nothing to anybody".to_owned() } else { join(all) };
            format!("from {}: {moved}{}", name(*from), besides(exhausted, lost))
        }
        Step::Bought { entry, cost, price } => {
            let price =
                price.as_ref().map_or(String::new(), |p| format!(", a supporter pays at most {}", exact(p)));
            format!("{} is bought for {cost}{price}", name(*entry))
        }
        Step::Tied { at, record } => match ties.get(*record as usize) {
            Some(t) => tie_in_words(t, name),
            None => format!("{}: not in the list of ties", at_words(*at)),
        },
        Step::Note { text } => named(text, name),
    }
}

/// Words in which a rule tells entries by their places.
fn named(text: &str, name: Name<'_>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('#') {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        out.push_str(before);
        match after[..digits].parse::<u32>() {
            Ok(place) => out.push_str(&name(place.into())),
            Err(_) => out.push('#'),
        }
        rest = &after[digits..];
    }
    out + rest
}
/// A tie as a sentence: where it was met, between whom, and who ended it and how.
pub fn tie_in_words(t: &TieRecord, name: &dyn Fn(EntryIx) -> String) -> String {
    let among = match t.among.as_slice() {
        [Choice::Set(s)] => format!("{} of {}", t.take, set(s, name)),
        all => join_or(all.iter().map(|c| choice(c, name))),
    };
    let more = if t.ways > t.among.len() as u64 { format!(" ({} ways)", t.ways) } else { String::new() };
    let chosen = t.chosen.as_ref().map_or_else(|| "nobody".to_owned(), |c| choice(c, name));
    let end = match t.by {
        DecidedBy::Nobody => "nobody decided it".to_owned(),
        by => format!("{} {chosen}", decided(by)),
    };
    format!("{}: {among}{more}; {end}", at_words(t.at))
}
pub(super) const fn decided(by: DecidedBy) -> &'static str {
    match by {
        DecidedBy::Order => "the published order decided:",
        DecidedBy::Lot => "the published lot decided:",
        DecidedBy::Declared => "a casting vote decided:",
        DecidedBy::Explored => "nobody had to decide, each way was followed; the steps follow",
        DecidedBy::Nobody => "nobody decided:",
    }
}
pub(super) const fn stage(s: Stage) -> &'static str {
    match s {
        Stage::Win => "over who wins",
        Stage::Eliminate => "over who leaves the count",
        Stage::Order => "over what is done first",
        Stage::Lock => "over which defeat stands first",
    }
}
fn at_words(at: TieAt) -> String {
    format!("tie {} (at {})", stage(at.stage), at.nth)
}
fn choice(c: &Choice, name: Name<'_>) -> String {
    match c {
        Choice::Entry(e) => name(*e),
        Choice::Set(s) => format!("{{{}}}", set(s, name)),
        Choice::Pair(a, b) => format!("{} over {}", name(*a), name(*b)),
        Choice::Ranking(r) => r.iter().map(|e| name(*e)).collect::<Vec<_>>().join(" before "),
        Choice::Lottery(l) => join(l.iter().map(|(e, p)| format!("{} with chance {}", name(e), exact(p)))),
    }
}
pub(super) fn set(s: &EntrySet, name: Name<'_>) -> String {
    if s.is_empty() { "nobody".to_owned() } else { join(s.iter().map(name)) }
}
fn join(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join(", ")
}
fn join_or(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join(" or ")
}
fn besides(exhausted: &Exact, lost: &Exact) -> String {
    let part = |x: &Exact, what: &str| {
        if x.is_zero() { String::new() } else { format!(", {} {what}", exact(x)) }
    };
    part(exhausted, "with nobody") + &part(lost, "lost to rounding")
}
