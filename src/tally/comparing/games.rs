//! Comparisons as games, in the order of the profile, for ratings that are kept from game to game.
use crate::{
    ballot::{Comparison, Pairs},
    count::Refusal,
    id::EntrySet,
    num::Exact,
    profile::Profile,
};
use skillratings::Outcomes;

/// Most games that are looked at.
const MOST: u64 = 1 << 26;

/// Two entries, and how the first one did.
pub(super) type Game = (usize, usize, Outcomes);

/// The games of each ballot, and how often it is cast; a skip is no game.
pub(super) fn games(p: &Profile<Pairs>) -> Result<Vec<(Vec<Game>, u64)>, Refusal> {
    let units = p.units_per_vote();
    let (mut all, mut number) = (vec![], 0u64);
    for (ballot, weight) in p.ballots() {
        if weight % units != 0 {
            let why = "a game is played or not; give every ballot a whole number of votes";
            return Err(Refusal::Other(why.into()));
        }
        let of = |(a, b, c): (crate::id::EntryIx, crate::id::EntryIx, Comparison)| {
            let outcome = match c {
                Comparison::First => Outcomes::WIN,
                Comparison::Second => Outcomes::LOSS,
                Comparison::Draw => Outcomes::DRAW,
                Comparison::Skip => return None,
            };
            Some((a.ix(), b.ix(), outcome))
        };
        let games: Vec<Game> = ballot.iter().filter_map(of).collect();
        number = number.saturating_add((games.len() as u64).saturating_mul(weight / units));
        all.push((games, weight / units));
    }
    if number > MOST {
        return Err(Refusal::TooLarge { what: "comparisons", got: number, most: MOST });
    }
    Ok(all)
}
/// Who has played; the only entry of a slate is rated if anybody voted.
pub(super) fn rated(p: &Profile<Pairs>, games: &[(Vec<Game>, u64)]) -> EntrySet {
    if p.slate().len() == 1 && p.total_weight() > 0 {
        return p.slate().all();
    }
    games
        .iter()
        .filter(|(_, n)| *n > 0)
        .flat_map(|(g, _)| g)
        .flat_map(|(a, b, _)| [*a, *b])
        .map(Into::into)
        .collect()
}
/// Rounded to six decimals.
#[allow(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "an estimate, rounded to six decimals"
)]
pub(super) fn rounded(rating: f64) -> Exact {
    Exact::ratio((rating * 1e6).round() as i128, 1_000_000).unwrap_or_default()
}
