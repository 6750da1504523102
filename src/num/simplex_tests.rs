use super::*;
use proptest::prelude::*;

fn x(s: &str) -> Exact {
    s.parse().unwrap()
}
fn row(coefficients: &str, relation: Relation, bound: &str) -> Row {
    Row::new(coefficients.split(' ').map(x).collect(), relation, x(bound))
}
fn program(aim: &str, rows: &[(&str, Relation, &str)]) -> Program {
    let mut p = Program::maximise(aim.split(' ').map(x).collect());
    for (c, r, b) in rows {
        p.add(row(c, *r, b));
    }
    p
}
/// Value and values; the proof is checked.
fn optimum(p: &Program) -> (String, Vec<String>) {
    let Solved::Optimal { value, primal, dual } = p.solve() else { panic!("{p:?}") };
    assert!(p.proves(&primal, &dual), "{primal:?} {dual:?}");
    (value.to_string(), primal.iter().map(ToString::to_string).collect())
}
use Relation::{AtLeast, AtMost, Equal};

#[test]
fn a_small_program_worked_by_hand() {
    // Corners (0,0) (4,0) (3,1) (0,2) of x + y <= 4, x + 3y <= 6 give 0, 12, 11, 4 for 3x + 2y ...
    let p = program("3 2", &[("1 1", AtMost, "4"), ("1 3", AtMost, "6")]);
    assert_eq!(optimum(&p), ("12".into(), vec!["4".into(), "0".into()]));
    // ... and 0, 4, 6, 6 + 0 for x + 3y: both rows meet at (3,1), where the second is worth 1.
    let p = program("2 5", &[("1 1", AtMost, "4"), ("1 3", AtMost, "6")]);
    assert_eq!(optimum(&p), ("11".into(), vec!["3".into(), "1".into()]));
}
#[test]
fn all_relations_and_fractions() {
    // x + y = 1, x >= 1/3, maximise y - 2x: x = 1/3, y = 2/3.
    let p = program("-2 1", &[("1 1", Equal, "1"), ("1 0", AtLeast, "1/3")]);
    assert_eq!(optimum(&p), ("0".into(), vec!["1/3".into(), "2/3".into()]));
    // A bound below nought is turned, its price is not.
    let p = program("-1 -1", &[("-1 -2", AtMost, "-4"), ("-3 -1", AtMost, "-6")]);
    assert_eq!(optimum(&p), ("-14/5".into(), vec!["8/5".into(), "6/5".into()]));
}
#[test]
fn a_degenerate_program_that_cycles_under_other_rules_ends() {
    // Beale (1955): the largest gain first goes in a circle here; the optimum is 1/20 at x3 = 1.
    let rows = [("1/4 -60 -1/25 9", AtMost, "0"), ("1/2 -90 -1/50 3", AtMost, "0"), ("0 0 1 0", AtMost, "1")];
    let p = program("3/4 -150 1/50 -6", &rows);
    assert_eq!(optimum(&p).0, "1/20");
}
#[test]
fn rows_that_say_the_same_are_no_trouble() {
    let p = program("1 0", &[("1 1", Equal, "2"), ("2 2", Equal, "4"), ("1 -1", AtMost, "0")]);
    assert_eq!(optimum(&p), ("1".into(), vec!["1".into(), "1".into()]));
}
#[test]
fn infeasible_and_unbounded() {
    assert_eq!(program("1", &[("1", AtMost, "1"), ("1", AtLeast, "2")]).solve(), Solved::Infeasible);
    assert_eq!(program("1 0", &[("1 -1", AtMost, "1")]).solve(), Solved::Unbounded);
    assert_eq!(program("0", &[("1", Equal, "-1")]).solve(), Solved::Infeasible);
}
#[test]
fn a_wrong_proof_is_refused() {
    let p = program("3 2", &[("1 1", AtMost, "4")]);
    let n = |v: &[&str]| v.iter().map(|s| x(s)).collect::<Vec<_>>();
    assert!(p.proves(&n(&["4", "0"]), &n(&["3"])));
    for (primal, dual) in [(["5", "0"], "3"), (["4", "0"], "2"), (["0", "4"], "3"), (["5", "-1"], "3")] {
        assert!(!p.proves(&n(&primal), &n(&[dual])), "{primal:?}");
    }
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    /// Over a box there always is an optimum; the corners of the grid inside of it do not beat it.
    #[test]
    fn every_optimum_is_proven_and_no_whole_point_is_better(
        aim in prop::collection::vec(-4i32..5, 3),
        rows in prop::collection::vec((prop::collection::vec(-3i32..4, 3), 0i32..7), 0..5),
    ) {
        let exact = |v: &[i32]| v.iter().map(|c| Exact::from(*c)).collect::<Vec<_>>();
        let mut p = Program::maximise(exact(&aim));
        for (c, b) in &rows {
            p.add(Row::new(exact(c), AtMost, Exact::from(*b)));
        }
        for j in 0..3 {
            let one: Vec<i32> = (0..3).map(|i| i32::from(i == j)).collect();
            p.add(Row::new(exact(&one), AtMost, Exact::from(3)));
        }
        let Solved::Optimal { value, primal, dual } = p.solve() else { panic!("nought is feasible") };
        prop_assert!(p.proves(&primal, &dual));
        for at in 0..64 {
            let point = [at % 4, at / 4 % 4, at / 16];
            let sum = |c: &[i32]| c.iter().zip(point).map(|(a, b)| a * b).sum::<i32>();
            if rows.iter().all(|(c, b)| sum(c) <= *b) {
                prop_assert!(Exact::from(sum(&aim)) <= value);
            }
        }
    }
}
