//! Slates, profiles and summaries of random values.
use super::{config, edgy};
use cocreate::{
    ballot::{Approval, ApprovalForm, Choice, ChoiceForm, Ranking, RankingForm},
    id::{EntryId, EntrySet, MAX_ENTRIES},
    num::Exact,
    profile::{MAX_WEIGHT, PairwiseCounts, Profile, Slate, scale_weights},
};
use proptest::{collection::vec, prelude::*};

proptest! {
    #![proptest_config(config(400))]
    #[test]
    fn a_slate_is_as_long_as_told_and_refused_where_a_profile_is_made(n in edgy(), id in any::<u64>()) {
        let n = n as usize;
        let slate = Slate::with_id(n, id);
        prop_assert_eq!((slate.len(), slate.id()), (n.min(u32::MAX as usize), id));
        prop_assert_eq!(Profile::<Choice>::builder(slate, ChoiceForm::default()).is_ok(), n <= MAX_ENTRIES);
        prop_assert_eq!(Profile::<Approval>::builder(slate, ApprovalForm::default()).is_ok(), n <= MAX_ENTRIES);
        prop_assert_eq!(Profile::<Ranking>::builder(slate, RankingForm::default()).is_ok(), n <= MAX_ENTRIES);
        // Two counters a pair: a summary of a long slate is refused, not allocated.
        if n <= MAX_ENTRIES {
            let json = serde_json::to_string(&slate).unwrap();
            prop_assert_eq!(serde_json::from_str::<Slate>(&json).unwrap(), slate);
        }
    }
    #[test]
    fn names_make_a_slate(names in vec("[a-z]{1,9}", 0..9)) {
        let ids: Vec<EntryId> = names.iter().map(|n| EntryId::new(n).unwrap()).collect();
        let slate = Slate::named(&ids);
        prop_assert_eq!(slate.len(), ids.len());
        prop_assert_eq!(slate, Slate::named(&ids.clone()));
        if ids.len() > 1 && ids[0] != ids[1] {
            let mut other = ids;
            other.swap(0, 1);
            prop_assert_ne!(slate, Slate::named(&other), "the order tells slates apart");
        }
    }
    #[test]
    fn weights_add_up_or_are_too_heavy(units in edgy(), weights in vec((edgy(), any::<bool>()), 0..6)) {
        let built = Profile::<Choice>::builder_scaled(Slate::anonymous(2), ChoiceForm::default(), units);
        prop_assert_eq!(built.is_ok(), (1..=MAX_WEIGHT).contains(&units));
        let Ok(mut b) = built else { return Ok(()) };
        let (mut total, mut voters) = (0u128, 0u128);
        for (w, many) in weights {
            let weight = if many { u128::from(w) * u128::from(units) } else { u128::from(w) };
            let one = Choice::of(0u32.into());
            let taken = if many { b.push_many(&one, w) } else { b.push_weighted(&one, w) };
            prop_assert_eq!(taken.is_ok(), total + weight <= u128::from(MAX_WEIGHT));
            if taken.is_ok() {
                total += weight;
                voters += if many { u128::from(w) } else { u128::from(w > 0) };
            }
        }
        let p = b.finish();
        prop_assert_eq!((u128::from(p.total_weight()), u128::from(p.total_voters())), (total, voters));
    }
    #[test]
    fn orders_and_tiers_without_a_ballot(named in vec(super::entry(), 0..6), ends in vec(0usize..8, 0..6)) {
        let named: Vec<_> = named.into_iter().map(Into::into).collect();
        let mut b = Profile::<Ranking>::builder(Slate::anonymous(6), RankingForm::default()).unwrap();
        let ballot = Ranking(named.iter().map(|e| EntrySet::from(*e)).collect());
        let mut other = b.clone();
        prop_assert_eq!(b.push_order(&named).is_ok(), other.push(&ballot).is_ok());
        let rising = ends.is_sorted() && ends.iter().all(|e| *e <= named.len());
        let taken = b.push_tiers_many(&named, &ends, 1).is_ok();
        prop_assert!(!taken || rising, "tiers {ends:?} of {named:?}");
    }
    #[test]
    fn exact_weights_keep_their_proportions(weights in vec((-1i128..1_000_000, 1u128..50), 0..8)) {
        let exact: Vec<Exact> = weights.iter().map(|(n, d)| Exact::ratio(*n, *d).unwrap()).collect();
        match scale_weights(&exact) {
            Ok(s) => {
                let back: Vec<Exact> =
                    s.units.iter().map(|u| Exact::ratio(i128::from(*u), u128::from(s.units_per_vote)).unwrap()).collect();
                prop_assert_eq!(back, exact);
                prop_assert!(s.units.iter().sum::<u64>() <= MAX_WEIGHT);
            }
            Err(e) => prop_assert!(weights.iter().any(|w| w.0 < 0) || e.to_string().contains("units"), "{e}"),
        }
    }
    #[test]
    fn a_matrix_that_somebody_else_computed(m in 0usize..4, voters in edgy(), cells in vec(edgy(), 9), cut in any::<bool>()) {
        let mut matrix: Vec<Vec<u64>> = (0..m).map(|a| (0..m).map(|b| cells[3 * a + b]).collect()).collect();
        if cut { matrix.pop(); }
        let sound = matrix.len() == m && voters <= MAX_WEIGHT
            && (0..m).all(|a| matrix[a][a] == 0
                && (0..a).all(|b| u128::from(matrix[a][b]) + u128::from(matrix[b][a]) <= u128::from(voters)));
        let got = PairwiseCounts::from_matrix(Slate::anonymous(m), voters, &matrix);
        prop_assert_eq!(got.is_ok(), sound, "{:?} of {}: {:?}", matrix, voters, got);
    }
    #[test]
    fn margins_that_somebody_else_computed(m in 0usize..4, cells in vec(prop_oneof![-9i64..9, any::<i64>()], 9), skew in any::<bool>()) {
        let at = |a: usize, b: usize| cells[3 * a + b];
        let margin = |a: usize, b: usize| match a.cmp(&b) {
            _ if !skew => at(a, b),
            std::cmp::Ordering::Less => at(a, b),
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Greater => at(b, a).saturating_neg(),
        };
        let matrix: Vec<Vec<i64>> = (0..m).map(|a| (0..m).map(|b| margin(a, b)).collect()).collect();
        let sound = (0..m).all(|a| (0..m).all(|b| {
            i128::from(matrix[a][b]) + i128::from(matrix[b][a]) == 0 && matrix[a][b].unsigned_abs() <= MAX_WEIGHT
        }));
        prop_assert_eq!(PairwiseCounts::from_margins(Slate::anonymous(m), &matrix).is_ok(), sound);
    }
}
#[test]
fn a_summary_beyond_its_size_is_refused_and_not_allocated() {
    let slate = Slate::anonymous(u32::MAX as usize);
    assert!(PairwiseCounts::from_matrix(slate, 1, &[]).is_err());
    let long =
        Profile::<Ranking>::builder(Slate::anonymous(MAX_ENTRIES), RankingForm::default()).unwrap().finish();
    assert!(<PairwiseCounts as cocreate::profile::Summary>::of(&long).is_err());
}
