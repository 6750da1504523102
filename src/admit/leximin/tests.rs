//! Chances by hand, and against the definition with all panels of people.
use super::*;
use crate::num::{Program, Relation, Row, Solved};
use proptest::prelude::*;

fn people(of: &[(&str, &str)]) -> Vec<BTreeMap<String, String>> {
    let person = |(sex, age): &(&str, &str)| {
        [("sex", *sex), ("age", *age)].map(|(k, v)| (k.to_owned(), v.to_owned())).into()
    };
    of.iter().map(person).collect()
}
fn quota(feature: &str, value: &str, least: u32, most: u32) -> Quota {
    Quota { feature: feature.into(), value: value.into(), least, most }
}
fn texts(f: &Fair) -> Vec<String> {
    f.chances.iter().map(Exact::to_string).collect()
}
#[test]
fn who_is_rare_is_in_every_panel_and_the_others_are_level() {
    let all = people(&[("m", "old"), ("m", "old"), ("m", "young"), ("w", "old")]);
    let f = leximin(&all, &[quota("sex", "w", 1, 1), quota("age", "young", 1, 1)], 3).unwrap();
    assert_eq!(texts(&f), ["1/2", "1/2", "1", "1"]);
    let half = Exact::ratio(1, 2).unwrap();
    assert_eq!(f.panels, [(vec![0, 2, 3], half.clone()), (vec![1, 2, 3], half)]);
    // Without quotas everybody is level.
    assert_eq!(texts(&leximin(&all, &[], 3).unwrap()), ["3/4"; 4]);
}
#[test]
fn the_second_least_is_made_large_too() {
    // Two seats, exactly one w; w1 is old, w2 young, and at most one is old: w1 goes with the young man alone.
    let all = people(&[("w", "old"), ("w", "young"), ("m", "young"), ("m", "old"), ("m", "old")]);
    let f = leximin(&all, &[quota("sex", "w", 1, 1), quota("age", "old", 0, 1)], 2).unwrap();
    // Panels: w1 m1; w2 m1; w2 m2; w2 m3. By hand: all of w1 m1, w2 m2, w2 m3 at 1/3.
    assert_eq!(texts(&f), ["1/3", "2/3", "1/3", "1/3", "1/3"]);
    assert!(f.gap.is_zero());
}
#[test]
fn what_cannot_be_kept_is_named_with_what_could() {
    let all = people(&[("m", "old"), ("w", "young")]);
    let told = |q: &[Quota], seats| leximin(&all, q, seats).unwrap_err().to_string();
    assert_eq!(
        told(&[quota("sex", "w", 2, 2)], 2),
        "no panel keeps all quotas; one would with 1 to 2 with `w` as `sex`"
    );
    // Each alone could be kept; one seat has to give way.
    let e = leximin(&all, &[quota("sex", "w", 1, 1), quota("age", "old", 1, 1)], 1).unwrap_err();
    let LeximinError::Infeasible { changes } = e else { panic!() };
    assert_eq!(changes.len(), 1);
    assert_eq!((changes[0].least, changes[0].most), (0, 1));
    // Both men and women are bounded from above.
    assert_eq!(
        told(&[quota("sex", "w", 0, 0), quota("sex", "m", 0, 1)], 2),
        "no panel keeps all quotas; one would with 0 to 1 with `w` as `sex`"
    );
    assert!(told(&[quota("sex", "w", 2, 1)], 1).contains("above"));
    assert!(
        leximin(&[], &[], 1).is_err() && leximin(&all, &[], 3).is_err() && leximin(&all, &[], 0).is_err()
    );
}
#[test]
fn people_of_one_kind_are_level_however_many_panels_there_are() {
    let many: Vec<_> = (0..60).map(|_| BTreeMap::new()).collect();
    let f = leximin(&many, &[], 30).unwrap();
    assert_eq!(texts(&f), ["1/2"; 60]);
    // 40 men and 20 women, ten of each: a half of the women, a quarter of the men.
    let all: Vec<_> = (0..60).map(|i| (if i % 3 == 0 { "w" } else { "m" }, "")).collect();
    let f = leximin(&people(&all), &[quota("sex", "w", 10, 10)], 20).unwrap();
    for (i, c) in f.chances.iter().enumerate() {
        assert_eq!(c.to_string(), if i % 3 == 0 { "1/2" } else { "1/4" });
    }
}

/// All panels that keep the quotas, by trying all sets of people.
fn panels(marks: &[Vec<bool>], quotas: &[Quota], seats: usize) -> Vec<Vec<usize>> {
    let n = marks.len();
    let sets = (0u32..1 << n).filter(|s| s.count_ones() as usize == seats);
    let panel = |s: u32| (0..n).filter(|i| s >> i & 1 == 1).collect::<Vec<_>>();
    sets.map(panel).filter(|p| short(p, marks, quotas) == 0).collect()
}
/// By how many seats a panel misses the quotas.
fn short(panel: &[usize], marks: &[Vec<bool>], quotas: &[Quota]) -> u32 {
    let of = |(q, x): (usize, &Quota)| {
        let n = panel.iter().filter(|i| marks[**i][q]).count() as u32;
        x.least.saturating_sub(n) + n.saturating_sub(x.most)
    };
    quotas.iter().enumerate().map(of).sum()
}
/// The largest of a sum over chances of people, where each has at least so much.
fn largest(n: usize, panels: &[Vec<usize>], least: &[Option<Exact>], aim: Option<usize>) -> Exact {
    let member = |i: usize, p: &Vec<usize>| Exact::from(u32::from(p.contains(&i)));
    let mut goal: Vec<Exact> = panels.iter().map(|p| aim.map_or(Exact::ZERO, |i| member(i, p))).collect();
    goal.push(if aim.is_none() { Exact::ONE } else { Exact::ZERO });
    let mut program = Program::maximise(goal);
    for (i, l) in least.iter().enumerate().take(n) {
        let mut row: Vec<Exact> = panels.iter().map(|p| member(i, p)).collect();
        row.push(if l.is_none() { -Exact::ONE } else { Exact::ZERO });
        program.add(Row::new(row, Relation::AtLeast, l.clone().unwrap_or_default()));
    }
    program.add(Row::new(vec![Exact::ONE; panels.len()], Relation::Equal, Exact::ONE));
    let Solved::Optimal { value, .. } = program.solve() else { panic!() };
    value
}
/// From the definition: the least chance of those not settled is made as large as can be, and whoever cannot be above it when all others have at
/// least that is settled.
fn slow(n: usize, panels: &[Vec<usize>]) -> Vec<Exact> {
    let mut settled: Vec<Option<Exact>> = vec![None; n];
    while settled.iter().any(Option::is_none) {
        let z = largest(n, panels, &settled, None);
        let all: Vec<Option<Exact>> =
            settled.iter().map(|s| Some(s.clone().unwrap_or_else(|| z.clone()))).collect();
        for (i, s) in settled.iter_mut().enumerate().filter(|(_, s)| s.is_none()) {
            if largest(n, panels, &all, Some(i)) == z {
                *s = Some(z.clone());
            }
        }
    }
    settled.into_iter().flatten().collect()
}
fn holds(f: &Fair, marks: &[Vec<bool>], quotas: &[Quota], seats: usize) {
    assert_eq!(f.panels.iter().map(|p| &p.1).sum::<Exact>(), Exact::ONE);
    assert!(f.panels.iter().all(|(p, x)| p.len() == seats && p.is_sorted() && *x > Exact::ZERO));
    assert!(f.panels.iter().all(|(p, _)| short(p, marks, quotas) == 0));
    for (i, chance) in f.chances.iter().enumerate() {
        let of = f.panels.iter().filter(|(p, _)| p.contains(&i)).map(|(_, x)| x);
        assert_eq!(of.sum::<Exact>(), *chance);
    }
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn chances_are_those_of_the_definition(
        marks in proptest::collection::vec(proptest::collection::vec(any::<bool>(), 3), 2..7),
        bounds in proptest::collection::vec((0u32..3, 0u32..3), 0..4),
        seats in 1usize..4,
    ) {
        let seats = seats.min(marks.len());
        let quotas: Vec<Quota> =
            bounds.iter().map(|(least, more)| quota("mark", "x", *least, least + more)).collect();
        let all = panels(&marks, &quotas, seats);
        let marks: Vec<Vec<bool>> = marks.iter().map(|m| m[..quotas.len()].to_vec()).collect();
        if all.is_empty() {
            let LeximinError::Infeasible { changes } = fairest(&marks, &quotas, seats).unwrap_err() else { panic!() };
            prop_assert!(!changes.is_empty());
            return Ok(());
        }
        let want = slow(marks.len(), &all);
        // From the list, and by searching for each panel.
        for most in [MAX_PANELS, 0] {
            let f = limited(&marks, &quotas, seats, most, MAX_WORK).unwrap();
            holds(&f, &marks, &quotas, seats);
            prop_assert!(f.gap.is_zero());
            prop_assert_eq!(&f.chances, &want);
        }
    }
    #[test]
    fn the_fewest_seats_give_way(
        marks in proptest::collection::vec(proptest::collection::vec(any::<bool>(), 3), 2..7),
        bounds in proptest::collection::vec((0u32..4, 0u32..2), 3),
        seats in 1usize..4,
    ) {
        let seats = seats.min(marks.len());
        let name = |i: usize| format!("q{i}");
        let quotas: Vec<Quota> =
            bounds.iter().enumerate().map(|(i, (least, more))| quota(&name(i), "x", *least, least + more)).collect();
        let n = marks.len();
        let sets = (0u32..1 << n).filter(|s| s.count_ones() as usize == seats);
        let panel = |s: u32| (0..n).filter(|i| s >> i & 1 == 1).collect::<Vec<_>>();
        let fewest = sets.map(|s| short(&panel(s), &marks, &quotas)).min().unwrap();
        let mut changed = quotas.clone();
        let mut given = 0;
        match fairest(&marks, &quotas, seats) {
            Ok(_) => {}
            Err(LeximinError::Infeasible { changes }) => {
                for c in changes {
                    let q = changed.iter_mut().find(|q| q.feature == c.feature).unwrap();
                    given += (q.least - c.least) + (c.most - q.most);
                    *q = c;
                }
            }
            Err(e) => panic!("{e}"),
        }
        prop_assert_eq!(given, fewest);
        prop_assert!(!panels(&marks, &changed, seats).is_empty());
    }
}
/// Six features of two values, 96 people, 20 seats: far more panels than are listed.
#[test]
fn beyond_the_list_the_gap_is_proven() {
    let marks: Vec<Vec<bool>> =
        (0..96u32).map(|i| (0..6).map(|f| (i * 7 + i * i / 5) >> f & 1 == 1).collect()).collect();
    let quotas: Vec<Quota> = (0..6u32).map(|f| quota("bit", &f.to_string(), 8 + f % 3, 11)).collect();
    assert!(Pool::of(&marks, &quotas, 20).list(MAX_PANELS).is_none());
    let f = fairest(&marks, &quotas, 20).unwrap();
    holds(&f, &marks, &quotas, 20);
    println!("least {} gap {}", f.chances.iter().min().unwrap(), f.gap);
    assert!(f.gap < Exact::ratio(1, 1_000_000).unwrap());
    assert_eq!(f.chances.iter().sum::<Exact>(), Exact::from(20u32));
    // 20 of 96 seats are 5/24 for everybody, which no lottery can pass.
    assert!(*f.chances.iter().min().unwrap() <= Exact::ratio(5, 24).unwrap());
}
/// Cut off early the lottery is one all the same, and what it may lack is within the gap: the least chance with the gap is at least the best.
#[test]
fn cut_off_early_the_gap_holds() {
    let marks: Vec<Vec<bool>> =
        (0..60u32).map(|i| (0..5).map(|f| (i * 7 + i * i / 5) >> f & 1 == 1).collect()).collect();
    let quotas: Vec<Quota> = (0..5u32).map(|f| quota("bit", &f.to_string(), 5 + f % 2, 7)).collect();
    let best = limited(&marks, &quotas, 12, 0, MAX_WORK).unwrap();
    assert!(best.gap.is_zero());
    let least = |f: &Fair| f.chances.iter().min().cloned().unwrap();
    let mut cut = 0;
    for work in [500_000u64, 1_000_000, 2_000_000, 4_000_000, 8_000_000] {
        let Ok(f) = limited(&marks, &quotas, 12, 0, work) else { continue };
        holds(&f, &marks, &quotas, 12);
        assert!(&least(&f) + &f.gap >= least(&best), "{work}: {} and {}", least(&f), f.gap);
        cut += usize::from(!f.gap.is_zero());
    }
    assert!(cut > 0, "none was cut off");
}
/// Everybody is of a kind of their own, or nearly: eight features of two values and 45 people, 16 of whom have a seat.
#[test]
fn people_who_are_nearly_all_of_a_kind_of_their_own() {
    let bit = |i: u32, f: u32| {
        (i.wrapping_mul(2_654_435_761).rotate_left(7) ^ i.wrapping_mul(40_503)) >> (3 * f) & 1 == 1
    };
    let marks: Vec<Vec<bool>> = (0..45).map(|i| (0..8).map(|f| bit(i, f)).collect()).collect();
    // Between a quarter less and a quarter more than the share of those who ask.
    let quotas: Vec<Quota> = (0..8)
        .map(|f| {
            let n = marks.iter().filter(|m| m[f]).count() as u32;
            quota("bit", &f.to_string(), (n * 12).div_ceil(45), n * 20 / 45)
        })
        .collect();
    let f = fairest(&marks, &quotas, 16).unwrap();
    holds(&f, &marks, &quotas, 16);
    println!(
        "kinds {} least {} gap {}",
        Pool::of(&marks, &quotas, 16).kinds.len(),
        f.chances.iter().min().unwrap(),
        f.gap
    );
    assert!(f.gap < Exact::ratio(1, 100).unwrap());
}
