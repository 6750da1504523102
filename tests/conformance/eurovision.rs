//! Jury sheets of the Eurovision Song Contest: five jurors each rank all songs, and the sheet gives points. Until 2017 by the mean of the ranks;
//! since 2018 by weights of ranks that fall exponentially and are not published: a fall of 0.19 a place fits every sheet.
use super::shared;
use cocreate::{
    num::Exact,
    quality::panel::{exponential_ranks, mean_rank},
};
use std::collections::BTreeMap;

type Sheets = BTreeMap<(u32, String, String), Vec<([u32; 5], u32)>>;

/// For each year, round and country: the ranks of a song and the points that it got.
fn sheets() -> Option<Sheets> {
    let read = |name: &str| std::fs::read_to_string(shared()?.join("data/jury-eurovision").join(name)).ok();
    let mut points: BTreeMap<[String; 4], u32> = BTreeMap::new();
    for line in read("votes.csv")?.lines().skip(1) {
        let c: Vec<&str> = line.split(',').collect();
        if let Ok(p) = c[6].parse() {
            points.insert([0, 1, 2, 3].map(|i| c[i].to_owned()), p);
        }
    }
    let mut out = Sheets::new();
    for line in read("jurors.csv")?.lines().skip(1) {
        let c: Vec<&str> = line.split(',').collect();
        let ranks: Option<Vec<u32>> = (3..8).map(|i| c[i].parse().ok()).collect();
        // Sheets of fewer jurors, or without official points, are left out.
        let Some(ranks) = ranks else { continue };
        let of = points.get(&[c[0], c[1], c[2], c[8]].map(str::to_owned)).copied();
        let key = (c[0].parse().unwrap(), c[1].to_owned(), c[2].to_owned());
        out.entry(key).or_default().extend(of.map(|p| (ranks.try_into().unwrap(), p)));
    }
    Some(out)
}
/// Pairs of songs with different points; whether the one with more points is never the worse one.
fn ordered(sheet: &[([u32; 5], u32)], worth: impl Fn(&[u32; 5]) -> Exact) -> (usize, bool) {
    let all: Vec<(u32, Exact)> = sheet.iter().map(|(r, p)| (*p, worth(r))).collect();
    let pairs = all.iter().flat_map(|a| all.iter().map(move |b| (a, b))).filter(|(a, b)| a.0 > b.0);
    pairs.fold((0, true), |(n, good), (a, b)| (n + 1, good && a.1 >= b.1))
}
#[test]
fn jury_sheets_are_ordered_by_mean_rank_and_then_by_exponential_weights() {
    let Some(all) = sheets() else { return };
    let k = Exact::ratio(19, 100).unwrap();
    let (mut old, mut new) = ([0; 3], [0; 3]);
    for ((year, ..), sheet) in &all {
        let (tally, (pairs, good)) = if *year < 2018 {
            (&mut old, ordered(sheet, |r| -mean_rank(r).unwrap()))
        } else {
            (&mut new, ordered(sheet, |r| exponential_ranks(r, &k).unwrap()))
        };
        tally[0] += 1;
        tally[1] += pairs;
        tally[2] += usize::from(good);
    }
    println!("sheets, pairs, sheets in order: {old:?} by mean rank, {new:?} by exponential weights");
    assert_eq!((old, new), ([167, 26_365, 167], [313, 48_185, 313]));
    // The mean rank fails on the later sheets, so that they tell the two apart.
    let later = all.iter().filter(|((year, ..), _)| *year >= 2018);
    let wrong = later.filter(|(_, s)| !ordered(s, |r| -mean_rank(r).unwrap()).1).count();
    assert!(wrong > 0);
}
