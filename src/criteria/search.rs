//! The search for a counterexample: all small profiles, then random ones.
use super::{Criterion, Elects, small::Small, small::orders};
use crate::{
    count::CountError,
    id::{EntryIx, EntrySet, MAX_ENTRIES},
    num::below,
    profile::{Profile, Refused, Slate},
};
use rand::Rng;
use serde::{Deserialize, Serialize};

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// All profiles of up to so many entries are looked at (default: 3) ..
    pub entries: u32,
    /// .. and up to so many voters (default: 7).
    pub voters: u32,
    /// Profiles that differ only in the names of entries are looked at once (default: yes). Wrong for a rule that prefers an
    /// entry for its place on the slate.
    pub neutral: bool,
    /// Most profiles of these (default: 1,000,000).
    pub at_most: u64,
    /// Random profiles after them (default: none).
    pub draws: u64,
    /// These have 2 to so many entries, each number equally likely (default: 5) ..
    pub drawn_entries: u32,
    /// .. and 1 to so many voters, each with a uniform ballot (default: 25).
    pub drawn_voters: u32,
}
impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 3,
            voters: 7,
            neutral: true,
            at_most: 1_000_000,
            draws: 0,
            drawn_entries: 5,
            drawn_voters: 25,
        }
    }
}

/// What a search came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "found", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Found<W> {
    /// The rule breaks the criterion.
    Violated {
        /// How.
        witness: W,
        /// Looked at until then.
        profiles_checked: u64,
    },
    /// Nothing was found, which proves nothing beyond these profiles.
    NotFound {
        /// Looked at.
        profiles_checked: u64,
        /// Whether all small profiles that were asked for are among them.
        complete: bool,
    },
}
impl<W> Found<W> {
    /// The witness, if there is one.
    pub fn witness(&self) -> Option<&W> {
        if let Self::Violated { witness, .. } = self { Some(witness) } else { None }
    }
    pub(super) fn map<V>(self, f: impl FnOnce(W) -> V) -> Found<V> {
        match self {
            Self::Violated { witness, profiles_checked } => {
                Found::Violated { witness: f(witness), profiles_checked }
            }
            Self::NotFound { profiles_checked, complete } => Found::NotFound { profiles_checked, complete },
        }
    }
}

/// Why a search cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SearchError {
    /// All profiles of so many entries cannot be listed.
    #[error("all profiles of {got} entries are too many; ask for at most {most} and draw random ones beyond")]
    TooManyEntries {
        /// Asked for.
        got: u32,
        /// The limit.
        most: u32,
    },
    /// Random profiles with a longer slate than there can be.
    #[error("random profiles of {got} entries; a slate has at most {most}")]
    TooManyDrawn {
        /// Asked for.
        got: u32,
        /// The limit.
        most: u32,
    },
    /// The rule cannot count a profile.
    #[error(transparent)]
    Count(#[from] CountError),
}

/// Looks for a violation: all profiles of 2, 3, .. entries, of each the profiles of 1, 2, .. voters, and of the first that
/// break the criterion the first; then random profiles, of which a find is made smaller as long as an entry or a voter can
/// be left out.
///
/// # Complexity
/// Over m entries and n voters there are (m! + n - 1 choose n) profiles of rankings, about m! times fewer if names of entries
/// do not matter: 3 entries and up to 7 voters make 297 of 1,715.
///
/// # Errors
/// If the limits are beyond what can be listed, or the rule cannot count one of the profiles.
///
/// # Examples
/// Of the run-off no violation of the majority criterion is found; that there is none is proven elsewhere.
/// ```
/// use cocreate::{criteria::*, tally::runoff::Irv};
/// # struct Never;
/// # impl rand::TryRng for Never {
/// #     type Error = std::convert::Infallible;
/// #     fn try_next_u32(&mut self) -> Result<u32, Self::Error> { Ok(0) }
/// #     fn try_next_u64(&mut self) -> Result<u64, Self::Error> { Ok(0) }
/// #     fn try_fill_bytes(&mut self, b: &mut [u8]) -> Result<(), Self::Error> { b.fill(0); Ok(()) }
/// # }
/// # let mut rng = Never;
/// let found = search(&Majority {}, &Irv::default(), &Limits { voters: 5, ..Limits::default() }, &mut rng)?;
/// assert!(matches!(found, Found::NotFound { complete: true, .. }));
/// # Ok::<(), SearchError>(())
/// ```
pub fn search<C: Criterion + ?Sized>(
    criterion: &C,
    rule: &dyn Elects<C::Ballot>,
    limits: &Limits,
    rng: &mut dyn Rng,
) -> Result<Found<C::Witness>, SearchError>
where
    C::Ballot: Small,
{
    let most = C::Ballot::MOST_ENTRIES;
    if limits.entries > most {
        return Err(SearchError::TooManyEntries { got: limits.entries, most });
    }
    if limits.draws > 0 && limits.drawn_entries as usize > MAX_ENTRIES {
        return Err(SearchError::TooManyDrawn { got: limits.drawn_entries, most: MAX_ENTRIES as u32 });
    }
    let mut look = Look { criterion, rule, checked: 0 };
    let mut complete = true;
    for entries in 2..=limits.entries {
        let space = Space::<C::Ballot>::new(entries, limits.neutral);
        for voters in 1..=limits.voters {
            let mut now = vec![0; voters as usize];
            loop {
                if limits.neutral && now.first().is_none_or(|t| *t > space.last_first) {
                    break;
                }
                if space.is_first_of_its_names(&now) {
                    if look.checked >= limits.at_most {
                        complete = false;
                        break;
                    }
                    if let Some(witness) = look.at(&space.profile(&now))? {
                        return Ok(Found::Violated { witness, profiles_checked: look.checked });
                    }
                }
                if !advance(&mut now, space.ballots.len()) {
                    break;
                }
            }
        }
    }
    for _ in 0..limits.draws {
        let mut word = || rng.next_u64();
        let entries = 2 + below(u64::from(limits.drawn_entries.max(2)) - 1, &mut word) as u32;
        let voters = 1 + below(u64::from(limits.drawn_voters.max(1)), &mut word);
        let cast = (0..voters).map(|_| (C::Ballot::random(entries, &mut word), 1)).collect();
        let drawn = Drawn { entries, cast };
        if let Some(witness) = look.at(&drawn.profile())? {
            let witness = look.smaller(drawn, witness)?;
            return Ok(Found::Violated { witness, profiles_checked: look.checked });
        }
    }
    Ok(Found::NotFound { profiles_checked: look.checked, complete })
}

struct Look<'a, C: Criterion + ?Sized> {
    criterion: &'a C,
    rule: &'a dyn Elects<C::Ballot>,
    checked: u64,
}
impl<C: Criterion + ?Sized> Look<'_, C>
where
    C::Ballot: Small,
{
    fn at(&mut self, profile: &Profile<C::Ballot>) -> Result<Option<C::Witness>, CountError> {
        self.checked += 1;
        self.criterion.violation(profile, self.rule)
    }
    /// As long as an entry or a voter can be left out.
    fn smaller(&mut self, mut at: Drawn<C::Ballot>, mut found: C::Witness) -> Result<C::Witness, CountError> {
        'smaller: loop {
            for less in at.smaller() {
                if let Some(witness) = self.at(&less.profile())? {
                    (at, found) = (less, witness);
                    continue 'smaller;
                }
            }
            return Ok(found);
        }
    }
}
/// A random profile and what is left of it.
struct Drawn<B> {
    entries: u32,
    cast: Vec<(B, u64)>,
}
impl<B: Small> Drawn<B> {
    fn profile(&self) -> Profile<B> {
        profile(self.entries, self.cast.iter().map(|(b, n)| (b, *n)))
    }
    /// One entry less, then one voter less.
    fn smaller(&self) -> Vec<Self> {
        let whole = self.profile().grouped();
        let rows = |p: &Profile<B>| -> Vec<(B, u64)> { p.ballots().collect() };
        let all = EntrySet::first(self.entries as usize);
        let fewer = all.iter().filter(|_| self.entries > 2).map(|e| {
            let left = whole.restrict(&all.minus(&e.into())).grouped();
            Self { entries: self.entries - 1, cast: rows(&left) }
        });
        let voters = (0..whole.len()).map(|row| {
            let mut cast = rows(&whole);
            cast[row].1 -= 1;
            cast.retain(|(_, n)| *n > 0);
            Self { entries: self.entries, cast }
        });
        fewer.chain(voters.filter(|d| !d.cast.is_empty())).collect()
    }
}
fn profile<'a, B: Small>(entries: u32, cast: impl Iterator<Item = (&'a B, u64)>) -> Profile<B> {
    let make = || -> Result<Profile<B>, Refused> {
        let mut b = Profile::builder(Slate::anonymous(entries as usize), B::Form::default())
            .map_err(|cause| Refused { at: 0, cause })?;
        for (ballot, voters) in cast {
            b.push_many(ballot, voters)?;
        }
        Ok(b.finish())
    };
    make().expect("listed and drawn ballots are of their slate, and fewer than a profile holds")
}

/// All ballots over some entries, and what becomes of each when entries change their names.
struct Space<B> {
    entries: u32,
    ballots: Vec<B>,
    /// Of each order of names, the place of each ballot's namesake.
    names: Vec<Vec<usize>>,
    /// The last ballot that is the first of its namesakes: a profile whose first ballot is later is another one renamed.
    last_first: usize,
}
impl<B: Small> Space<B> {
    fn new(entries: u32, neutral: bool) -> Self {
        let ballots = B::all(entries);
        let place = |b: &B| ballots.binary_search(b).expect("a ballot renamed is a ballot, and they rise");
        let to = |names: &Vec<EntryIx>| ballots.iter().map(|b| place(&b.renamed(names))).collect();
        let names: Vec<Vec<usize>> =
            if neutral { orders(entries).iter().skip(1).map(to).collect() } else { vec![] };
        let first = |t: &usize| names.iter().all(|to| to[*t] >= *t);
        let last_first = (0..ballots.len()).rev().find(first).unwrap_or(0);
        Self { entries, ballots, names, last_first }
    }
    /// Whether no other names give a profile that comes earlier.
    fn is_first_of_its_names(&self, now: &[usize]) -> bool {
        let mut renamed = Vec::with_capacity(now.len());
        self.names.iter().all(|to| {
            renamed.clear();
            renamed.extend(now.iter().map(|t| to[*t]));
            renamed.sort_unstable();
            renamed.as_slice() >= now
        })
    }
    fn profile(&self, now: &[usize]) -> Profile<B> {
        profile(self.entries, now.chunk_by(|a, b| a == b).map(|c| (&self.ballots[c[0]], c.len() as u64)))
    }
}
/// The next list of places that do not fall.
fn advance(now: &mut [usize], places: usize) -> bool {
    let Some(i) = now.iter().rposition(|t| t + 1 < places) else { return false };
    let next = now[i] + 1;
    now[i..].fill(next);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::Ranking;
    /// All profiles of so many voters, and how many are left with names.
    fn counts(entries: u32, voters: usize) -> (u64, u64) {
        let space = Space::<Ranking>::new(entries, true);
        let (mut now, mut all, mut first) = (vec![0; voters], 0, 0);
        loop {
            all += 1;
            first += u64::from(space.is_first_of_its_names(&now));
            if !advance(&mut now, space.ballots.len()) {
                return (all, first);
            }
        }
    }
    #[test]
    fn numbers_are_those_of_combinatorics() {
        // (3! + n - 1 choose n) profiles. Orders are renamed without a fixed point, so by Burnside's lemma the classes are
        // a sixth of the profiles, plus those that a swap (3 of them) or a cycle (2) leaves as they are: n/2 out of 3 pairs,
        // n/3 out of 2 triples.
        let choose = |n: u64, k: u64| (0..k).fold(1, |c, i| c * (n - i) / (i + 1));
        for n in 1..=7u64 {
            let all = choose(n + 5, n);
            let swap = if n % 2 == 0 { choose(n / 2 + 2, n / 2) } else { 0 };
            let cycle = if n % 3 == 0 { choose(n / 3 + 1, n / 3) } else { 0 };
            assert_eq!(counts(3, n as usize), (all, (all + 3 * swap + 2 * cycle) / 6), "{n} voters");
        }
    }
}
