//! Values of pinned seeds. They were worked out by a program of its own, in another language, with fractions instead of
//! floats, from the documentation of the generator and of the cultures alone; a change of one is a release note.
use super::drawn;
use cocreate::{
    num::Exact,
    sim::{
        culture::{Euclidean, Impartial, Mallows},
        generator,
    },
};
use rand::Rng;

#[test]
fn words_of_the_generator() {
    let mut g = generator(1, 0);
    let first: Vec<u64> = (0..3).map(|_| g.next_u64()).collect();
    assert_eq!(first, [11_915_986_848_719_428_252, 13_966_053_866_228_704_227, 5_925_964_871_261_111_381]);
    // The twentieth lies in the third block.
    let mut g = generator(u64::MAX, 7);
    assert_eq!((0..20).map(|_| g.next_u64()).last(), Some(3_797_398_787_413_991_256));
}
#[test]
fn impartial() {
    assert_eq!(
        drawn(&Impartial {}, (5, 4), 1, 0),
        [[1, 0, 4, 3, 2], [4, 1, 2, 0, 3], [3, 0, 4, 1, 2], [2, 0, 4, 3, 1]]
    );
}
#[test]
fn mallows() {
    let phi = |p: &str| Mallows::new(p.parse::<Exact>().unwrap()).unwrap();
    assert_eq!(
        drawn(&phi("4/5"), (5, 4), 1, 0),
        [[2, 1, 0, 4, 3], [0, 2, 1, 4, 3], [0, 3, 1, 2, 4], [0, 2, 3, 4, 1]]
    );
    assert_eq!(
        drawn(&phi("1/2"), (5, 4), 1, 1),
        [[1, 3, 2, 4, 0], [0, 1, 3, 4, 2], [0, 2, 3, 1, 4], [0, 2, 3, 1, 4]]
    );
}
#[test]
fn euclidean() {
    assert_eq!(
        drawn(&Euclidean::new(2).unwrap(), (5, 4), 1, 0),
        [[4, 1, 0, 3, 2], [1, 3, 2, 4, 0], [0, 1, 4, 2, 3], [0, 2, 1, 3, 4]]
    );
    assert_eq!(
        drawn(&Euclidean::new(1).unwrap(), (5, 4), 1, 0),
        [[0, 1, 3, 2, 4], [4, 2, 3, 0, 1], [2, 4, 3, 0, 1], [3, 0, 2, 4, 1]]
    );
}
