//! Crowd-BT: Bradley-Terry where each judge is right with a chance of its own. A judge says that i is better than j with the chance
//! η p(i) / (p(i) + p(j)) + (1 - η) p(j) / (p(i) + p(j)), η being the judge's quality: 1 is always right, 1/2 is noise, 0 always wrong.
//!
//! A voter is a judge. A draw is half a win of each. Strengths and qualities are found together by expectation and maximisation: how likely it is
//! that a judge was right in what it said; then the quality of the judge is the mean of that, and strengths are those of Bradley-Terry
//! with as much weight the one way, and the rest the other. A prior keeps both finite: so many virtual wins and losses of every entry
//! against one of strength 1, and so many virtual right and wrong answers of every judge.
//!
//! Strengths are floats, summed in one order of what was said, with sum 1, and ranked after rounding to six decimals. Only + - * / are used, so
//! that they are the same everywhere. The likelihood may have more than one peak; the one is found that is reached from equal
//! strengths and qualities as the prior has them.
//!
//! Worked example: 4 judges say A > B, B > C and A > C, and 3 say the reverse. One of the four says A > D, the three say D > A. Counting
//! votes D would be above A by 3 to 1; but who contradicts the others on all else is taken to be wrong here as well: A is first.
use crate::{
    ballot::{Comparison, Pairs},
    count::{
        About, Alias, Exception, Grade, Halt, Law, Param, Reason, Refusal, Seats, Standing, Step, TallyRule,
        Teller,
    },
    id::EntryIx,
    num::Exact,
    profile::Profile,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Most rounds of the iteration, and most looks at an answer in all of them.
const ROUNDS: usize = 20_000;
const MOST: usize = 1 << 31;

/// Strengths of entries and qualities of judges that make comparisons most likely.
///
/// The definition and a worked example are at the head of [this module](self).
///
/// # Ties
/// Strengths that are equal after rounding to six decimals share a tier. Entries that nobody compared may not win.
///
/// # Complexity
/// O(C) a round for C comparisons of different judges, at most 20,000 rounds and 2^31 looks.
///
/// # Errors
/// Priors that are not above nought; strengths that have not settled. If nothing was compared the outcome is `none`.
///
/// # References
/// Chen, Bennett, Collins-Thompson and Horvitz (2013), "Pairwise ranking aggregation in a crowdsourced setting", WSDM.
///
/// # Examples
/// ```
/// use cocreate::{ballot::{Comparison::*, Pairs}, count::*, id::EntryIx, profile::Profile, tally::comparing::CrowdBt};
/// let [a, b] = [0, 1].map(EntryIx::new);
/// let ballots = [Pairs::new([(a, b, First)])?, Pairs::new([(a, b, First)])?, Pairs::new([(a, b, Second)])?];
/// let tally = run(&CrowdBt::default(), &Profile::of(2, &ballots)?, Seats::ONE, &TiePolicy::REPORT)?;
/// assert_eq!(tally.outcome().winners().unwrap().set(), [0].into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CrowdBt {
    /// Virtual wins, and as many losses, of every entry against one of strength 1.
    pub prior: Exact,
    /// Virtual right answers of every judge.
    pub right: Exact,
    /// Virtual wrong answers of every judge.
    pub wrong: Exact,
}
impl Default for CrowdBt {
    fn default() -> Self {
        Self { prior: Exact::ONE, right: Exact::from(2u32), wrong: Exact::ONE }
    }
}

impl TallyRule for CrowdBt {
    type Input = Profile<Pairs>;
    type Answer = Standing;
    fn about(&self) -> About {
        const ABOUT: About = About::new("crowd-bt", "Crowd-BT")
            .breaks(&[Exception::new(Law::Copies, "virtual answers are added, however many there are")])
            .aliases(&[Alias::plain("crowd_bt"), Alias::plain("noisy-bradley-terry")])
            .references(&["Chen, Bennett, Collins-Thompson and Horvitz (2013), WSDM"])
            .params(&[
                Param {
                    name: "prior",
                    kind: "exact",
                    about: "virtual wins and losses of every entry against one of strength 1",
                },
                Param { name: "right", kind: "exact", about: "virtual right answers of every judge" },
                Param { name: "wrong", kind: "exact", about: "virtual wrong answers of every judge" },
            ])
            .grade(Grade::Estimate)
            .limit("20,000 rounds and 2^31 looks at answers")
            .slow("where answers tell no judge from another, the strengths settle only after many of its 20,000 rounds");
        ABOUT
    }
    fn count(&self, p: &Profile<Pairs>, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        for (name, value) in [("prior", &self.prior), ("right", &self.right), ("wrong", &self.wrong)] {
            if *value <= Exact::ZERO {
                let why =
                    format!("{value} is not above nought; without a prior strengths may be without end");
                return Err(Refusal::Parameter { name, why }.into());
            }
        }
        let judges = judges(p);
        let compared = judges.iter().flat_map(|j| &j.said).flat_map(|x| [x.better, x.worse]);
        let alone = (p.slate().len() == 1 && p.total_weight() > 0).then_some(0);
        let rated: BTreeSet<usize> = compared.chain(alone).collect();
        if rated.is_empty() {
            return Err(teller.nobody(Reason::NobodyQualified));
        }
        let Some(found) = self.fit(&judges, p.slate().len(), teller)? else {
            let text = format!(
                "the strengths have not settled after {ROUNDS} rounds or {MOST} looks; state a larger prior"
            );
            return Err(Refusal::Other(text.into()).into());
        };
        let (strengths, qualities) = found;
        teller.record(|| Step::note(shown(&qualities)));
        let scores = shares(&strengths, &rated);
        let of = |e: EntryIx| scores.get(&e.ix()).cloned();
        teller.record(|| Step::scored(p.entries().filter_map(|e| Some((e, of(e)?)))));
        Ok(Standing::by_score(p.slate(), of))
    }
}

/// One thing that a judge said; a draw is two halves.
struct Said {
    better: usize,
    worse: usize,
    part: f64,
}
/// Judges who said the same and weigh the same.
struct Judges {
    said: Vec<Said>,
    /// How many they are.
    number: f64,
    /// What each weighs, in votes.
    votes: f64,
}
#[allow(clippy::cast_precision_loss, reason = "fewer than 2^46 voters")]
fn judges(p: &Profile<Pairs>) -> Vec<Judges> {
    let mut all: BTreeMap<(Pairs, Exact), u64> = BTreeMap::new();
    for (r, (ballot, weight)) in p.ballots().enumerate() {
        let voters = p.voters(r);
        let each = Exact::from(weight)
            .checked_div(&Exact::from(u128::from(voters) * u128::from(p.units_per_vote())));
        if let Some(each) = each.filter(|each| *each > Exact::ZERO) {
            *all.entry((ballot, each)).or_default() += voters;
        }
    }
    let both = |(a, b, answer): (EntryIx, EntryIx, Comparison)| {
        let of =
            |better: EntryIx, worse: EntryIx, part| Said { better: better.ix(), worse: worse.ix(), part };
        match answer {
            Comparison::First => vec![of(a, b, 1.0)],
            Comparison::Second => vec![of(b, a, 1.0)],
            Comparison::Draw => vec![of(a, b, 0.5), of(b, a, 0.5)],
            Comparison::Skip => vec![],
        }
    };
    let group = |((ballot, votes), number): ((Pairs, Exact), u64)| Judges {
        said: ballot.iter().flat_map(both).collect(),
        number: number as f64,
        votes: votes.to_f64(),
    };
    all.into_iter().map(group).collect()
}
impl CrowdBt {
    /// Strengths and qualities; none if they do not settle.
    #[allow(
        clippy::float_arithmetic,
        clippy::type_complexity,
        reason = "an estimate; sums run in one order of what was said, and only + - * / are used"
    )]
    fn fit(
        &self,
        judges: &[Judges],
        entries: usize,
        teller: &mut Teller,
    ) -> Result<Option<(Vec<f64>, Vec<f64>)>, Halt> {
        let (prior, right, wrong) = (self.prior.to_f64(), self.right.to_f64(), self.wrong.to_f64());
        let mut p = vec![1.0f64; entries];
        let mut quality = vec![right / (right + wrong); judges.len()];
        let looks: usize = judges.iter().map(|j| j.said.len()).sum();
        for _ in 0..ROUNDS.min(MOST / looks.max(1)) {
            teller.poll()?;
            // Votes that were right the one way or wrong the other, by entry: won, and the sum over what it takes.
            let mut won = vec![prior; entries];
            let mut per: Vec<f64> = p.iter().map(|x| 2.0 * prior / (x + 1.0)).collect();
            for (judge, quality) in judges.iter().zip(&mut quality) {
                let (mut truth, mut all) = (right, right + wrong);
                for x in &judge.said {
                    let (i, j) = (p[x.better], p[x.worse]);
                    let (yes, no) = (*quality * i, (1.0 - *quality) * j);
                    let was_right = yes / (yes + no);
                    let votes = judge.votes * x.part;
                    truth += votes * was_right;
                    all += votes;
                    let weight = votes * judge.number;
                    won[x.better] += weight * was_right;
                    won[x.worse] += weight * (1.0 - was_right);
                    per[x.better] += weight / (i + j);
                    per[x.worse] += weight / (i + j);
                }
                *quality = truth / all;
            }
            let mut change = 0.0f64;
            for (i, x) in p.iter_mut().enumerate() {
                let new = won[i] / per[i];
                change = change.max((new - *x).abs() / new);
                *x = new;
            }
            if change < 1e-10 {
                return Ok(Some((p, quality)));
            }
        }
        Ok(None)
    }
}
#[allow(clippy::float_arithmetic, reason = "an estimate, rounded to six decimals")]
fn shares(p: &[f64], rated: &BTreeSet<usize>) -> BTreeMap<usize, Exact> {
    let sum: f64 = rated.iter().map(|i| p[*i]).sum();
    let share = |i: &usize| Some((*i, Exact::ratio((p[*i] / sum * 1e6).round() as i128, 1_000_000)?));
    rated.iter().filter_map(share).collect()
}
fn shown(qualities: &[f64]) -> String {
    let all: Vec<String> = qualities.iter().take(20).map(|q| format!("{q:.3}")).collect();
    let more = if qualities.len() > 20 { ", .." } else { "" };
    format!("qualities of the judges: {}{more}", all.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        count::{CountError, Outcome, Tally, TiePolicy, run},
        tally::comparing::BradleyTerry,
    };
    use Comparison::First;
    fn says(pairs: &[(u32, u32)]) -> Pairs {
        Pairs::new(pairs.iter().map(|(a, b)| (EntryIx::new(*a), EntryIx::new(*b), First))).unwrap()
    }
    fn told(rule: &CrowdBt, m: usize, all: &[Pairs]) -> Result<Tally<Standing>, CountError> {
        run(rule, &Profile::of(m, all).unwrap(), Seats::ONE, &TiePolicy::REPORT)
    }
    #[test]
    fn worked_example() {
        let mut all = vec![says(&[(0, 1), (1, 2), (0, 2)]); 3];
        all.push(says(&[(0, 1), (1, 2), (0, 2), (0, 3)]));
        all.extend(vec![says(&[(1, 0), (2, 1), (2, 0), (3, 0)]); 3]);
        let t = told(&CrowdBt::default(), 4, &all).unwrap();
        assert_eq!(t.outcome().winners().unwrap().set(), [0].into());
        let bt = BradleyTerry { prior: Exact::ONE };
        let plain = run(&bt, &Profile::of(4, &all).unwrap(), Seats::ONE, &TiePolicy::REPORT).unwrap();
        assert_eq!(plain.outcome().winners().unwrap().set(), [3].into());
    }
    #[test]
    fn judges_who_are_always_right_are_as_in_bradley_terry() {
        let mut all = vec![says(&[(0, 1), (1, 2)]); 3];
        all.extend(vec![says(&[(1, 0), (2, 1)]); 2]);
        // A billion right answers in the prior leave no doubt in any judge.
        let sure = CrowdBt { right: Exact::from(1_000_000_000_000u64), ..CrowdBt::default() };
        let t = told(&sure, 3, &all).unwrap();
        let bt = BradleyTerry { prior: Exact::ONE };
        let plain = run(&bt, &Profile::of(3, &all).unwrap(), Seats::ONE, &TiePolicy::REPORT).unwrap();
        for (x, y) in t.answer().unwrap().scores().values().zip(plain.answer().unwrap().scores().values()) {
            let off = &(x - y) * &Exact::from(1_000_000u32);
            assert!(off <= Exact::ONE && off >= -Exact::ONE, "{x} and {y}");
        }
    }
    #[test]
    fn a_tie_of_a_circle_and_priors_that_are_refused() {
        let all = vec![says(&[(0, 1), (1, 2), (2, 0)]); 2];
        assert!(told(&CrowdBt::default(), 3, &all).unwrap().outcome().is_tied());
        let none = CrowdBt { wrong: Exact::ZERO, ..CrowdBt::default() };
        assert!(told(&none, 3, &all).unwrap_err().to_string().contains("wrong"));
    }
    #[test]
    fn nobody_is_compared() {
        assert!(matches!(told(&CrowdBt::default(), 3, &[]).unwrap().outcome(), Outcome::None { .. }));
    }
}
