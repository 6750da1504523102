//! A pot: who is paid what for which reason, and what goes back and why.
use super::{
    Section,
    names::Cast,
    numbers::{exact, money, money_exact},
};
use crate::{
    num::Currency,
    reward::{Payout, RewardNote, Why, Withheld, WithheldBy},
};

pub(super) fn payout(p: &Payout, fault: Option<&String>, cast: &Cast<'_>) -> Section {
    let unit = p.pot.currency;
    let mut s = Section::new(2, format!("Pot {}: {}", p.pot.pot, money(p.pot.amount, unit)));
    let row = |l: &crate::reward::PayLine| {
        vec![cast.person(&l.person), money(l.amount, unit), cast.entry(&l.entry), why(&l.why, unit, cast)]
    };
    s.table(&["to", "amount", "for", "why"], p.lines.iter().map(row).collect());
    let mut lines: Vec<String> = p.withheld.iter().map(|w| withheld(w, unit, cast)).collect();
    lines.extend(p.notes.iter().map(|n| note(n, unit, cast)));
    s.list(lines);
    if let Some(why) = fault {
        s.say(format!("The rule of reward could not be applied, and all goes back: {why}."));
    }
    let (paid, back) = (money(p.paid(), unit), money(p.returned, unit));
    s.say(format!("Paid {paid}, back to the host {back}."));
    s
}
fn why(w: &Why, unit: Currency, cast: &Cast<'_>) -> String {
    match w {
        Why::Place { place } => format!("the prize of place {place}"),
        Why::Pooled { first, last, among } => {
            format!("level: {among} entries share the prizes of places {first} to {last}")
        }
        Why::Share { share } => format!("a share of {}", money_exact(share, unit)),
        Why::Royalty { earned, floor: false } => format!("royalty of {}", money_exact(earned, unit)),
        Why::Royalty { earned, floor: true } => {
            format!("the least royalty, since {} was earned", money_exact(earned, unit))
        }
        Why::Bonus { earned } => format!("{} were earned", money_exact(earned, unit)),
        Why::Refund {} => "a gift that goes back".to_owned(),
        Why::Other { code } => cast.reason(code),
    }
}
fn withheld(w: &Withheld, unit: Currency, cast: &Cast<'_>) -> String {
    let place = w.place.map_or(String::new(), |p| format!(" of place {p}"));
    let entry = w.entry.as_ref().map_or(String::new(), |e| format!(" for {}", cast.entry(e)));
    let why = match &w.why {
        WithheldBy::Floor { need } => format!("nobody reaches the score of {} that is needed", exact(need)),
        WithheldBy::NoEntry => "there are fewer entries than prizes".to_owned(),
        WithheldBy::Indivisible { among } => format!("{among} are level for a prize that is not divided"),
        WithheldBy::NoTeam => "there is nobody to be paid".to_owned(),
        WithheldBy::Cap => "all who share are at the cap".to_owned(),
        WithheldBy::NoShare => "nobody has a score above nought to share by".to_owned(),
        WithheldBy::Few { need, have } => format!("{have} took part, and {need} are needed"),
        WithheldBy::Minimum { need } => format!("it is below the least of {}", exact(need)),
        WithheldBy::Goal {} => "the goal was not reached".to_owned(),
        WithheldBy::Other { code } => cast.reason(code),
    };
    format!("the prize{place}{entry}, {}, is not given: {why}", money(w.amount, unit))
}
fn note(n: &RewardNote, unit: Currency, cast: &Cast<'_>) -> String {
    match n {
        RewardNote::OddUnits { tied, units } => {
            let by = tied.iter().map(|x| cast.entry_or_person(x)).collect::<Vec<_>>().join(", ");
            format!("level for {units} odd units, given by the pot's rule: {by}")
        }
        RewardNote::Capped { entry, to } => {
            format!("{} was cut to {}, and the rest shared again", cast.entry(entry), money(*to, unit))
        }
        RewardNote::OtherPrize { entry } => {
            let entry = cast.entry(entry);
            format!("{entry} keeps its prize from another pot, and those behind it moved up")
        }
        RewardNote::Short { owed, have } => {
            format!(
                "{} was owed and there are {}: what there is was shared out",
                money(*owed, unit),
                money(*have, unit)
            )
        }
    }
}
