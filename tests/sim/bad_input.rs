//! Parameters that are none, sizes that are too large, cultures that break their contract.
use cocreate::{
    count::{About, RuleSpec},
    id::EntryIx,
    num::Exact,
    sim::{
        SimError, Size,
        culture::{Culture, Euclidean, Impartial, MAX_DIMENSIONS, Mallows, catalogue::registry},
        generator, profile,
    },
};
use rand::Rng;

#[test]
fn parameters_are_checked_when_a_culture_is_made() {
    for phi in ["-1/1000000", "1000001/1000000", "7"] {
        let e = Mallows::new(phi.parse::<Exact>().unwrap()).unwrap_err();
        assert_eq!(e.to_string(), format!("phi is {phi}; a dispersion is from 0 to 1"));
    }
    for d in [0, MAX_DIMENSIONS + 1, u32::MAX] {
        let e = Euclidean::new(d).unwrap_err();
        assert_eq!(e.to_string(), format!("a space of {d} dimensions; from 1 to 100 are possible"));
    }
    let build = |json: &str| registry().build(&serde_json::from_str::<RuleSpec>(json).unwrap()).map(|x| x.1);
    assert!(build(r#"{"rule": "mallows", "phi": "3/2"}"#).unwrap_err().to_string().contains("from 0 to 1"));
    assert!(build(r#"{"rule": "euclidean", "dimensions": 0}"#).is_err());
    assert!(build(r#"{"rule": "mallows", "psi": "1/2"}"#).is_err());
    assert!(serde_json::from_str::<RuleSpec>(r#"{"rule": "mallows", "phi": 0.5}"#).is_err());
}
#[test]
fn sizes_beyond_a_profile_are_refused() {
    assert!(Size::new(32_766, 1).is_ok());
    assert!(Size::new(32_767, 1).is_err());
    assert!(Size::new(65_537, 1).is_err());
    assert!(Size::new(1, u64::MAX).is_err());
    assert!(serde_json::from_str::<Size>(r#"{"entries": 99999, "voters": 1}"#).is_err());
    for (m, n) in [(0, 0), (0, 3), (1, 0), (1, 5), (300, 2)] {
        for c in [&Impartial {} as &dyn Culture, &Mallows::default(), &Euclidean::default()] {
            let p = profile(c, Size::new(m, n).unwrap(), &mut generator(1, 1)).unwrap();
            assert_eq!((p.slate().len(), p.total_voters()), (m as usize, n));
        }
    }
}
/// Gives this order to everybody.
#[derive(Debug)]
struct Says(Vec<u32>);
impl Culture for Says {
    fn about(&self) -> About {
        About::new("says", "Says")
    }
    fn draw(&self, size: Size, _: &mut dyn Rng, cast: &mut dyn FnMut(&[EntryIx])) {
        let order: Vec<EntryIx> = self.0.iter().map(|e| EntryIx::new(*e)).collect();
        (0..size.voters()).for_each(|_| cast(&order));
    }
}
#[test]
fn a_culture_that_gives_no_orders_is_broken() {
    for (order, cause) in [
        (vec![0, 1], "an order of 2 of 3 entries"),
        (vec![0, 1, 1], "ballot 1: "),
        (vec![0, 1, 3], "ballot 1: "),
    ] {
        let e = profile(&Says(order), Size::new(3, 2).unwrap(), &mut generator(1, 1)).unwrap_err();
        let SimError::BrokenCulture { culture: "says", cause: told } = e else { panic!("{e}") };
        assert!(told.starts_with(cause), "{told}");
    }
}
