//! What another program says of 15 profiles. It calls the Condorcet winner criterion broken unless the Condorcet winner wins
//! alone; here a winner who is tied is no violation.
use super::{criterion, rule};
use crate::vectors::cases;
use cocreate::{
    ballot::Ranking,
    criteria::{Elects, condorcet_winner},
    profile::{PairwiseCounts, Profile, Summary, Unnamed},
};

#[test]
fn violations_are_those_of_another_program() {
    let Some(cases) = cases("pref_voting-axioms.json", "cases") else { return };
    let (mut compared, mut broken) = (0, 0);
    for case in &cases {
        let ballots: Vec<Ranking> = serde_json::from_value::<Vec<Vec<u32>>>(case["rankings"].clone())
            .unwrap()
            .into_iter()
            .map(Ranking::strict)
            .collect();
        let p = Profile::of(case["rankings"][0].as_array().unwrap().len(), &ballots).unwrap();
        let best = condorcet_winner(&PairwiseCounts::of(&p).unwrap(), Unnamed::Last);
        for (theirs, ours) in [
            ("plurality", "plurality"),
            ("borda", "borda"),
            ("beat_path", "schulze"),
            ("instant_runoff_put", "irv"),
        ] {
            let says = |axiom: &str| case["violation"][theirs][axiom].as_bool().unwrap();
            let (r, name) = (rule(ours), &case["name"]);
            let elected = r.elect(&p).unwrap();
            let alone = best.is_some_and(|b| elected.possible != b.into());
            assert_eq!(alone, says("condorcet_winner"), "{ours} on {name}");
            let ours_says = |c: &str| criterion(c).violation(&p, &r).unwrap().is_some();
            let never = best.is_some_and(|b| !elected.possible.contains(b));
            assert_eq!(ours_says("condorcet-winner"), never, "{ours} on {name}");
            assert_eq!(ours_says("monotonicity"), says("monotonicity"), "{ours} on {name}");
            compared += 2;
            broken += u32::from(alone);
        }
    }
    println!("pref_voting-axioms.json: {compared} agree, {broken} of them violations");
    assert!(compared >= 120 && broken >= 2);
}
