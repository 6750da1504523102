//! Who was chosen and why not others, in words.
use super::{names::Cast, numbers::exact, step::decided};
use crate::{
    contest::{Failure, Next},
    num::{Quorum, Shortfall},
    select::{NoneChosen, SelectNote, TiedAtCut},
};

pub(super) fn note(n: &SelectNote, cast: &Cast<'_>) -> String {
    match n {
        SelectNote::Picked { entry, by, place } => {
            let place = place.map_or_else(|| "without a place".to_owned(), |p| format!("at place {p}"));
            format!("{} was picked by {}; the votes had it {place}", cast.entry(entry), cast.person(by))
        }
        SelectNote::PartyFull { entry, party } => {
            format!("{} was passed over: party {party} has its most already", cast.entry(entry))
        }
        SelectNote::Below { entry, need, have } => {
            let have =
                have.as_ref().map_or_else(|| "has no score".to_owned(), |h| format!("has {}", exact(h)));
            format!("{} {have}, {} is needed", cast.entry(entry), exact(need))
        }
        SelectNote::Blended { entry, score } => {
            format!("{} has {} in all polls together", cast.entry(entry), exact(score))
        }
        SelectNote::Grown { entry, conviction } => {
            format!("the support of {} has grown to {}", cast.entry(entry), exact(conviction))
        }
        SelectNote::AsksTooMuch { entry, most } => {
            format!("{} asks for too much: it must stay below {}", cast.entry(entry), exact(most))
        }
        SelectNote::FewBallots { entry, need, have } => {
            format!("{} is named on {have} ballots, {need} are needed", cast.entry(entry))
        }
        SelectNote::NotCarried { entry, count, shortfall } => {
            let count = count.as_ref().map_or(String::new(), |c| format!(" by {c}"));
            let short = shortfall.as_ref().map_or_else(|| "there was no vote on it".to_owned(), short);
            format!("{} does not carry{count}: {short}", cast.entry(entry))
        }
        SelectNote::NotAboveDefault { entry } => {
            format!("{} does not stand above the default option", cast.entry(entry))
        }
        SelectNote::TiedOut { entry } => {
            format!("{} is level at the cut and left out: the rule takes none of those", cast.entry(entry))
        }
        SelectNote::TiedIn { entry } => {
            format!("{} is level at the cut and taken: the rule takes all of those", cast.entry(entry))
        }
        SelectNote::Broken { tied, chosen, by } => {
            let (tied, chosen) = (cast.entries(tied), cast.entries(chosen));
            format!("level at the cut: {tied}; {} {chosen}", decided(*by))
        }
        SelectNote::Revoted { tied, chosen } => {
            let tied = cast.entries(tied);
            let chosen = if chosen.is_empty() { "nobody".to_owned() } else { cast.entries(chosen) };
            format!("level at the cut and voted on again: {tied}; this chose {chosen}")
        }
        SelectNote::NoCategory { entry } => {
            format!("{} has no category that the rule chooses from", cast.entry(entry))
        }
        SelectNote::HostSilent => "no pick of the host stood when the time for it was over".to_owned(),
        SelectNote::Vacant { places } => format!("{places} places stay empty"),
    }
}
pub(super) fn tied(t: &TiedAtCut, cast: &Cast<'_>) -> String {
    let category = t.category.as_ref().map_or(String::new(), |c| format!(" of category {c}"));
    format!("level at the cut{category}: {} of {} to be chosen", t.choose, cast.entries(&t.tied))
}
pub(super) fn none(n: &NoneChosen, cast: &Cast<'_>) -> String {
    match n {
        NoneChosen::NoEntries => "there is no entry to choose".to_owned(),
        NoneChosen::NobodyPlaced => {
            "no poll places an entry: nobody voted for one, or none qualified".to_owned()
        }
        NoneChosen::Quorum { poll, shortfall } => {
            format!("too few took part in poll {}: {}", cast.poll(poll), short(shortfall))
        }
        NoneChosen::Threshold => "no entry reached what is needed".to_owned(),
        NoneChosen::DefaultOption { entry } => {
            format!("nobody stands above the default option, {}", cast.entry(entry))
        }
        NoneChosen::NoPick => "the host picked nobody".to_owned(),
        NoneChosen::Tied => "all who might be chosen are level, and the rule then takes none".to_owned(),
        NoneChosen::Other { code } => cast.reason(code),
    }
}
/// What was short, and where a vote may do the opposite of what it says.
fn short(s: &Shortfall) -> String {
    let mirror = match s {
        Shortfall::Quorum { quorum: Quorum::AbstainBelow(_), .. } => "; an abstention counts against it",
        Shortfall::Quorum { quorum: Quorum::Votes(_) | Quorum::Share(_) | Quorum::Missing(_), .. } => {
            "; every vote counts for it, one against as well"
        }
        _ => "",
    };
    format!("{s}{mirror}")
}
pub(super) fn failure(f: &Failure, cast: &Cast<'_>) -> String {
    match f {
        Failure::NoSeats { roster, have, need } => {
            format!("roster {roster} has {have} members, {need} are needed")
        }
        Failure::NoEntries { have, need } => format!("there are {have} entries, {need} are needed"),
        Failure::NobodyChosen { why } => none(why, cast),
        Failure::TieUnsettled {} => "nobody decided a tie in time".to_owned(),
        Failure::NoSeed {} => "the seed of the lot was not revealed in time".to_owned(),
        Failure::NotCountable { what, why } => format!("{what} could not be counted: {why}"),
    }
}
pub(super) fn next(n: &Next, cast: &Cast<'_>) -> String {
    match n {
        Next::Round { entries } => format!("On to the next round: {}.", cast.entries(entries)),
        Next::Again { entries } => format!("The round is held again, with: {}.", cast.entries(entries)),
        Next::Won { winners } => format!("Decided: {} won.", cast.entries(winners.iter().flatten())),
        Next::Failed { why } => format!("Nobody won: {}.", failure(why, cast)),
        Next::Tied { polls, at_cut } => {
            let mut places: Vec<String> = polls.iter().map(|p| format!("in poll {}", cast.poll(p))).collect();
            places.extend(at_cut.then(|| "at the cut".to_owned()));
            format!("A tie must be decided first: {}.", places.join(", "))
        }
        Next::AwaitsPick {} => "The host must pick first.".to_owned(),
        Next::AwaitsSeed {} => "The seed of the lot must be revealed first.".to_owned(),
    }
}
