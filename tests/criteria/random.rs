//! The random part of a search, and its limits.
use super::{SplitMix, all, criterion, look, rule};
use cocreate::criteria::{Found, Limits, SearchError};

const DRAWN: Limits = Limits {
    entries: 0,
    voters: 0,
    neutral: true,
    at_most: 0,
    draws: 2000,
    drawn_entries: 4,
    drawn_voters: 30,
};

#[test]
fn a_find_is_made_smaller_until_nothing_can_be_left_out() {
    let found = look("majority", "borda", &DRAWN);
    let w = found.witness().expect("Borda breaks it often");
    let json = w.to_json().unwrap();
    let cast = json["ballots"]["cast"].as_array().unwrap();
    let weight = |c: &serde_json::Value| c["weight"].as_u64().unwrap();
    // Nobody can be spared: no favourite has more than one vote over half.
    let (all, most) = (cast.iter().map(weight).sum::<u64>(), cast.iter().map(weight).max().unwrap());
    assert!(all % 2 == 1 && all <= 7 && most <= all / 2 + 1, "{json}");
    assert!(w.holds(&rule("borda")).unwrap());
}
#[test]
fn the_same_words_give_the_same_find() {
    let find = |seed| {
        let found = criterion("condorcet-winner").search(&rule("irv"), &DRAWN, &mut SplitMix(seed)).unwrap();
        found.witness().unwrap().to_json().unwrap()
    };
    assert_eq!(find(5), find(5));
}
#[test]
fn it_says_how_many_it_looked_at_and_whether_those_were_all() {
    let none = look("majority", "irv", &DRAWN);
    assert!(matches!(none, Found::NotFound { profiles_checked: 2000, complete: true }), "{none:?}");
    // Two entries of 1 to 7 voters: 1, 2, 2, 3, 3, 4, 4 profiles up to names; three: 1, 5, 10, 24, 42, 83, 132 (Burnside).
    let whole = look("majority", "irv", &all(3, 7));
    assert!(matches!(whole, Found::NotFound { profiles_checked: 316, complete: true }), "{whole:?}");
    let cut = look("majority", "irv", &Limits { at_most: 100, ..all(3, 7) });
    assert!(matches!(cut, Found::NotFound { profiles_checked: 100, complete: false }), "{cut:?}");
}
#[test]
fn limits_beyond_what_can_be_listed_are_refused() {
    let e = criterion("majority").search(&rule("irv"), &all(7, 1), &mut SplitMix(1)).unwrap_err();
    assert_eq!(e, SearchError::TooManyEntries { got: 7, most: 6 });
    let e = criterion("majority").search(
        &rule("irv"),
        &Limits { drawn_entries: 40_000, ..DRAWN },
        &mut SplitMix(1),
    );
    assert!(matches!(e, Err(SearchError::TooManyDrawn { got: 40_000, .. })));
    // The largest that is listed, and none at all.
    let six = look("majority", "irv", &Limits { at_most: 500, ..all(6, 2) });
    assert!(matches!(six, Found::NotFound { .. }));
    let nothing = look("majority", "borda", &all(0, 0));
    assert!(matches!(nothing, Found::NotFound { profiles_checked: 0, complete: true }));
    assert!(serde_json::from_str::<Limits>(r#"{"voter": 3}"#).is_err());
}
