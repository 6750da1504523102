use super::*;
use proptest::prelude::*;

fn costs(m: usize, cells: &[i64]) -> (Majority, Costs) {
    let margin = |a: EntryIx, b: EntryIx| match a.cmp(&b) {
        std::cmp::Ordering::Less => cells[a.ix() * m + b.ix()],
        std::cmp::Ordering::Equal => 0,
        std::cmp::Ordering::Greater => -cells[b.ix() * m + a.ix()],
    };
    let g = Majority::by(m, |a, b| margin(a, b) > 0);
    (g, Costs::by(m, |a, b| margin(b, a).max(0).unsigned_abs()))
}
/// By trying every order.
fn slowly(costs: &Costs, left: &EntrySet) -> u64 {
    let tries = left.iter().map(|a| {
        let rest = left.minus(&a.into());
        costs.first(a, &rest) + slowly(costs, &rest)
    });
    tries.min().unwrap_or(0)
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn search_and_table_agree_with_every_order(cells in prop::collection::vec(-5i64..6, 36)) {
        let (_, c) = costs(6, &cells);
        let all = EntrySet::first(6);
        let entries: Vec<EntryIx> = all.iter().collect();
        let mut search = Search::of(&c, &entries);
        let bits = (1..64u64).map(|w| EntrySet::from_words(&[w]));
        for set in bits {
            let want = slowly(&c, &set);
            prop_assert_eq!(search.value(&set), Some(want));
            prop_assert!(search.bound(&set) <= want);
        }
    }
}
