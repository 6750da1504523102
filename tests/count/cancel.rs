//! A count can be stopped from outside.
use super::strict;
use cocreate::{
    count::{Cancel, CountError, Options, Seats, TiePolicy, run_profile},
    tally::runoff::Irv,
};

#[test]
fn a_raised_flag_ends_the_count() {
    let cancel = Cancel::new();
    let options = Options { cancel: Some(cancel.clone()), ..Options::default() };
    let p = strict(3, &[(&[0, 1, 2], 2), (&[1, 0, 2], 1)]);
    assert!(run_profile(&Irv::default(), &p, Seats::ONE, &TiePolicy::REPORT, &options).is_ok());
    cancel.cancel();
    let e = run_profile(&Irv::default(), &p, Seats::ONE, &TiePolicy::REPORT, &options).unwrap_err();
    assert_eq!(e, CountError::Cancelled);
}
#[test]
fn counts_can_move_between_threads() {
    fn is_shared<T: Send + Sync + 'static>() {}
    is_shared::<Cancel>();
    is_shared::<cocreate::tally::AnyRule>();
    is_shared::<cocreate::tally::AnyTally>();
    is_shared::<cocreate::profile::AnyProfile>();
}
