//! Ballots of every kind against every form: taken if and only if the form's words allow it.
use super::{config, edgy, entry};
use cocreate::{
    ballot::{
        Approval, ApprovalForm, Ballot, Choice, ChoiceForm, Comparison, Consent, ConsentForm, Cost,
        MAX_LEVEL, MAX_POINTS, Pairs, PairsForm, Points, PointsForm, Position, Ranking, RankingForm,
        ScoreForm, Scores, Spend, SpendForm,
    },
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::Profile,
};
use proptest::{collection::vec, option, prelude::*};
use std::collections::BTreeSet;

/// Slate of six, so that some of the entries above are strangers.
const N: usize = 6;
fn taken<B: Ballot>(form: &B::Form, ballot: &B) -> bool {
    match Profile::with_form(N, form.clone(), std::slice::from_ref(ballot)) {
        Ok(p) => {
            assert_eq!((p.len(), p.total_voters(), p.total_weight()), (1, 1, 1));
            let back = p.ballots().next().unwrap().0;
            assert_eq!(&back, ballot, "a profile gives back what it took");
            true
        }
        Err(e) => {
            assert!(!e.to_string().is_empty());
            false
        }
    }
}
fn known(entries: impl IntoIterator<Item = EntryIx>) -> bool {
    entries.into_iter().all(|e| e.ix() < N)
}
fn fits(n: usize, most: Option<u32>) -> bool {
    most.is_none_or(|m| n <= m as usize)
}
fn position() -> impl Strategy<Value = Position> {
    proptest::sample::select(Position::ALL.to_vec())
}

proptest! {
    #![proptest_config(config(600))]
    #[test]
    fn choice(e in option::of(entry()), blank in any::<bool>()) {
        let ballot = Choice(e.map(EntryIx::new));
        let right = e.map_or(blank, |e| (e as usize) < N);
        prop_assert_eq!(taken(&ChoiceForm { blank }, &ballot), right);
    }
    #[test]
    fn approval(set in vec(entry(), 0..6), most in option::of(0u32..5)) {
        let set: EntrySet = set.into_iter().map(EntryIx::new).collect();
        let right = known(set.iter()) && fits(set.len(), most);
        prop_assert_eq!(taken(&ApprovalForm { most }, &Approval(set)), right);
    }
    #[test]
    fn ranking(tiers in vec(vec(entry(), 0..3), 0..5), strict in any::<bool>(), most in option::of(0u32..6)) {
        let tiers: Vec<EntrySet> = tiers.iter().map(|t| t.iter().map(|e| EntryIx::new(*e)).collect()).collect();
        let all: Vec<EntryIx> = tiers.iter().flat_map(|t| t.iter().collect::<Vec<_>>()).collect();
        let once = all.iter().collect::<BTreeSet<_>>().len() == all.len();
        let full = tiers.iter().all(|t| !t.is_empty());
        let right = once && full && known(all.iter().copied()) && fits(all.len(), most)
            && (!strict || tiers.iter().all(|t| t.len() == 1));
        prop_assert_eq!(taken(&RankingForm { strict, most }, &Ranking(tiers)), right);
    }
    #[test]
    fn scores(marks in vec((entry(), 0u16..9), 0..6), top in prop_oneof![Just(0u16), 1..9u16, any::<u16>()],
              low in -5i64..5, step in -1i64..4) {
        let entries: Vec<EntryIx> = marks.iter().map(|m| EntryIx::new(m.0)).collect();
        let made = Scores::new(marks.iter().map(|(e, l)| (EntryIx::new(*e), *l)));
        prop_assert_eq!(made.is_ok(), entries.iter().collect::<BTreeSet<_>>().len() == entries.len());
        let form = ScoreForm { lowest: low.into(), step: step.into(), top };
        prop_assert_eq!(form.check().is_ok(), step > 0 && top <= MAX_LEVEL);
        if let Ok(ballot) = made {
            let right = form.check().is_ok() && known(entries) && marks.iter().all(|m| m.1 <= top);
            prop_assert_eq!(taken(&form, &ballot), right);
        }
    }
    #[test]
    fn a_value_has_a_level_if_the_scale_has_it(n in -40i128..40, d in 1u128..5, low in -9i64..9, step in 1i128..9, top in 0u16..20) {
        let value = Exact::ratio(n, d).unwrap();
        let form = ScoreForm { lowest: low.into(), step: Exact::ratio(step, 2).unwrap(), top };
        let level = (0..=top).find(|l| form.value(*l) == value);
        prop_assert_eq!(form.level_of(&value).ok(), level);
    }
    #[test]
    fn text_is_a_level_or_refused(text in "[-+0-9./eNainf ]{0,12}|.{0,9}") {
        let form = ScoreForm::default();
        if let Ok(level) = form.level_of_text(&text) {
            // Whole numbers from 0 to 5: all that follows the point is nought.
            let whole = text.split_once('.').map_or(text.as_str(), |(w, p)| {
                assert!(p.bytes().all(|b| b == b'0'), "{text}");
                w
            });
            prop_assert!(whole.parse::<i64>() == Ok(i64::from(level)) && level <= 5, "{text} as {level}");
        }
    }
    #[test]
    fn points(marks in vec((entry(), prop_oneof![-9i64..20, any::<i64>()]), 0..5), budget in edgy(), most in edgy(),
              negative in any::<bool>(), quadratic in any::<bool>()) {
        let entries: Vec<EntryIx> = marks.iter().map(|m| EntryIx::new(m.0)).collect();
        let made = Points::new(marks.iter().map(|(e, v)| (EntryIx::new(*e), *v)));
        prop_assert_eq!(made.is_ok(), entries.iter().collect::<BTreeSet<_>>().len() == entries.len());
        let cost = if quadratic { Cost::Quadratic } else { Cost::Linear };
        let form = PointsForm { budget, cost, negative, most };
        prop_assert_eq!(form.check().is_ok(), budget <= MAX_POINTS && most <= MAX_POINTS);
        if let Ok(ballot) = made {
            let spent: u128 = marks.iter().map(|(_, v)| {
                let v = u128::from(v.unsigned_abs());
                if quadratic { v.saturating_mul(v) } else { v }
            }).fold(0, u128::saturating_add);
            let right = form.check().is_ok() && known(entries) && spent <= u128::from(budget)
                && marks.iter().all(|(_, v)| v.unsigned_abs() <= most && (negative || *v >= 0));
            prop_assert_eq!(taken(&form, &ballot), right);
        }
    }
    #[test]
    fn pairs(marks in vec((entry(), entry(), 0..4usize), 0..5), draw in any::<bool>(), skip in any::<bool>()) {
        const ANSWERS: [Comparison; 4] = [Comparison::First, Comparison::Second, Comparison::Draw, Comparison::Skip];
        let made = Pairs::new(marks.iter().map(|(a, b, c)| (EntryIx::new(*a), EntryIx::new(*b), ANSWERS[*c])));
        let unordered: BTreeSet<(u32, u32)> = marks.iter().map(|(a, b, _)| (*a.min(b), *a.max(b))).collect();
        prop_assert_eq!(made.is_ok(), unordered.len() == marks.len() && marks.iter().all(|m| m.0 != m.1));
        if let Ok(ballot) = made {
            let right = known(marks.iter().flat_map(|m| [EntryIx::new(m.0), EntryIx::new(m.1)]))
                && marks.iter().all(|m| (draw || m.2 != 2) && (skip || m.2 != 3));
            prop_assert_eq!(taken(&PairsForm { draw, skip }, &ballot), right);
        }
    }
    #[test]
    fn spend(marks in vec((entry(), edgy()), 0..5), costs in vec(edgy(), 4..8), most in option::of(0u32..5),
             most_cost in option::of(edgy()), most_utility in option::of(edgy()), most_total in option::of(edgy())) {
        let entries: Vec<EntryIx> = marks.iter().map(|m| EntryIx::new(m.0)).collect();
        let made = Spend::new(marks.iter().map(|(e, u)| (EntryIx::new(*e), *u)));
        prop_assert_eq!(made.is_ok(), entries.iter().collect::<BTreeSet<_>>().len() == entries.len());
        let form = SpendForm { costs: costs.clone(), most, most_cost, most_utility, most_total };
        if let Ok(ballot) = made {
            let cost = |e: &EntryIx| u128::from(costs.get(e.ix()).copied().unwrap_or(0));
            let right = costs.len() == N && most_utility.is_none_or(|m| m <= MAX_POINTS) && known(entries.clone())
                && fits(entries.len(), most)
                && marks.iter().all(|m| m.1 <= most_utility.unwrap_or(MAX_POINTS))
                && most_cost.is_none_or(|m| entries.iter().map(cost).sum::<u128>() <= u128::from(m))
                && most_total.is_none_or(|m| marks.iter().map(|m| u128::from(m.1)).sum::<u128>() <= u128::from(m));
            prop_assert_eq!(taken(&form, &ballot), right);
        }
    }
    #[test]
    fn consent(marks in vec((entry(), position()), 0..5), reason_for_no in any::<bool>(), reason_for_block in any::<bool>(),
               block in any::<bool>()) {
        let entries: Vec<EntryIx> = marks.iter().map(|m| EntryIx::new(m.0)).collect();
        let made = Consent::new(marks.iter().map(|(e, p)| (EntryIx::new(*e), *p)));
        prop_assert_eq!(made.is_ok(), entries.iter().collect::<BTreeSet<_>>().len() == entries.len());
        if let Ok(ballot) = made {
            let allowed = |p: &Position| match p {
                Position::No { reasoned } => *reasoned || !reason_for_no,
                Position::Block { reasoned } => block && (*reasoned || !reason_for_block),
                _ => true,
            };
            let right = known(entries) && marks.iter().all(|m| allowed(&m.1));
            prop_assert_eq!(taken(&ConsentForm { reason_for_no, reason_for_block, block }, &ballot), right);
        }
    }
}
