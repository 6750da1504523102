use super::*;

fn t(num: u32, den: u32, strict: bool) -> Threshold {
    Threshold::new(num, den, strict).unwrap()
}

#[test]
fn equality_carries_only_where_it_may() {
    // M10: two to one is two thirds.
    assert!(!t(2, 3, true).met(2, 3) && t(2, 3, false).met(2, 3));
    assert!(!t(2, 3, true).met(60, 100) && t(2, 3, true).met(67, 100));
}

#[test]
fn the_least_number_of_yes() {
    assert_eq!(t(2, 3, true).least_yes(5), Some(4)); // M43
    assert_eq!(Threshold::MAJORITY.least_yes(10), Some(6)); // M45
    assert_eq!([12, 10, 9].map(|n| Threshold::MAJORITY.least_yes(n).unwrap()), [7, 6, 5]); // E18
    assert_eq!(t(1, 1, false).least_yes(u64::MAX), Some(u64::MAX));
    assert_eq!(Threshold::MAJORITY.least_yes(0), None);
}

#[test]
fn nobody_voting_carries_nothing() {
    assert!(!t(0, 1, false).met(0, 0));
    assert_eq!(
        Majority::default().carries(&Votes::default()),
        Err(Shortfall::Majority { need: None, have: 0, base: 0 })
    );
}

#[test]
fn impossible_thresholds_are_refused() {
    assert_eq!(Threshold::new(1, 0, false), Err(ThresholdError::NoDenominator(1)));
    assert!(Threshold::new(2, 1, false).is_err() && Threshold::new(1, 1, true).is_err());
    assert!(serde_json::from_str::<Threshold>(r#"{"num":3,"den":2}"#).is_err());
    assert!(serde_json::from_str::<Threshold>(r#"{"num":1,"den":2,"sharp":true}"#).is_err());
}

#[test]
fn the_base_and_the_abstention_are_named() {
    // M44: six yes, four no, five abstain, of twenty.
    let v = Votes { yes: 6, no: 4, abstain: 5, eligible: 20 };
    let m = |base| Majority { base, ..Majority::default() }.carries(&v).is_ok();
    assert_eq!([Base::Votes, Base::Cast, Base::Eligible].map(m), [true, false, false]);
    let half = Quorum::Share(t(1, 2, false));
    for abstain in [Abstain::Ignored, Abstain::Quorum] {
        let m = Majority { abstain, quorum: vec![half], ..Majority::default() };
        assert_eq!(m.carries(&v), Ok(()));
    }
    let against = Majority { abstain: Abstain::Against, ..Majority::default() };
    assert_eq!(against.carries(&v), Err(Shortfall::Majority { need: Some(8), have: 6, base: 15 }));
}

#[test]
fn quorums_tell_what_they_need() {
    // M05: three halves of the square root of 1,000 is 47.4.
    let q = Quorum::Root { num: 3, den: NonZeroU32::new(2).unwrap() };
    let v = |yes| Votes { yes, no: 0, abstain: 0, eligible: 1000 };
    let m = Majority { quorum: vec![q], ..Majority::default() };
    assert_eq!(m.carries(&v(47)), Err(Shortfall::Quorum { quorum: q, need: 48, have: 47 }));
    assert_eq!(m.carries(&v(48)), Ok(()));
    // K05 to K08: returned at least 3/4 of the group, abstaining fewer than 30% of those, 3/4 in favour.
    let ieee = Majority {
        threshold: t(3, 4, false),
        quorum: vec![Quorum::Share(t(3, 4, false)), Quorum::AbstainBelow(t(3, 10, true))],
        ..Majority::default()
    };
    let r = |yes, no, abstain| ieee.carries(&Votes { yes, no, abstain, eligible: 100 });
    assert_eq!(r(57, 15, 8), Ok(()));
    assert!(matches!(r(42, 14, 24), Err(Shortfall::Quorum { need: 23, have: 24, .. })));
    assert!(matches!(r(60, 10, 4), Err(Shortfall::Quorum { need: 75, have: 74, .. })));
    assert!(matches!(r(54, 20, 6), Err(Shortfall::Majority { need: Some(56), have: 54, base: 74 })));
}

#[test]
fn roots_are_decided_by_squares() {
    let root_up = |num, den, n| super::root_up(num, NonZeroU32::new(den).unwrap(), n);
    assert_eq!(root_up(1, 1, 16), 4);
    assert_eq!(root_up(1, 1, 17), 5);
    assert_eq!(root_up(1, 2, 1), 1);
    assert_eq!(root_up(0, 1, 9), 0);
    assert_eq!(root_up(u32::MAX, 1, u64::MAX), 18_446_744_069_414_584_320);
}
