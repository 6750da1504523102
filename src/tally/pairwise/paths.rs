//! Widest paths between all pairs: the strongest path is the one whose weakest step is strongest.
//!
//! Only comparisons matter, so strengths are first replaced by their ordinals: small numbers in the same order, 16 bits each
//! where there are at most 32,767 different ones, else 32. The matrix lies in square tiles that fit the first cache, and Floyd
//! and Warshall's loop runs tile by tile (Venkataraman, Sahni and Mukhopadhyaya 2003, "A blocked all-pairs shortest-paths
//! algorithm").
use wide::{i16x16, i32x8};

/// Rows and columns of a tile.
const TILE: usize = 64;
/// Vectors of a row that are held in registers at once: half of the 16 that plain x86-64 has, at two each.
const HELD: usize = 4;

/// Strengths of the widest paths between all pairs of `m`, row-major, in place. Strengths are at least 0; 0 is no step.
///
/// O(m^3) time: about `m^3 / 16` vector steps. Memory: two or four bytes a pair besides.
pub(super) fn widest_paths(strength: &mut [i64], m: usize) {
    if m == 0 {
        return;
    }
    let (ordinals, strengths) = ordinals(strength);
    if i16::try_from(strengths.len()).is_ok() {
        let mut tiles = narrow::Tiles::of(m, |i, j| ordinals[i * m + j] as i16);
        tiles.close();
        tiles.read(|i, j, x| strength[i * m + j] = strengths[x as usize]);
    } else {
        let mut tiles = wide32::Tiles::of(m, |i, j| ordinals[i * m + j] as i32);
        tiles.close();
        tiles.read(|i, j, x| strength[i * m + j] = strengths[x as usize]);
    }
}
/// Strengths up to so many times the number of cells are put in order by a table instead of by sorting.
const TABLE: usize = 4;
/// The ordinal of each strength, and the strength of each ordinal; 0 is the ordinal of 0.
fn ordinals(strength: &[i64]) -> (Vec<u32>, Vec<i64>) {
    let top = strength.iter().copied().max().unwrap_or(0).max(0);
    if top as u64 <= (TABLE * strength.len()) as u64 {
        let mut rank = vec![0u32; top as usize + 1];
        rank[0] = 1;
        for x in strength {
            rank[(*x).max(0) as usize] = 1;
        }
        let mut strengths = vec![];
        for (x, r) in rank.iter_mut().enumerate() {
            if std::mem::replace(r, strengths.len() as u32) == 1 {
                strengths.push(x as i64);
            }
        }
        return (strength.iter().map(|x| rank[(*x).max(0) as usize]).collect(), strengths);
    }
    let mut strengths: Vec<i64> = strength.iter().map(|x| (*x).max(0)).chain([0]).collect();
    strengths.sort_unstable();
    strengths.dedup();
    let ordinal = |x: &i64| strengths.partition_point(|d| d < x) as u32;
    (strength.iter().map(ordinal).collect(), strengths)
}

macro_rules! tiles {
    ($name:ident, $V:ty, $T:ty, $lanes:expr) => {
        mod $name {
            use super::*;
            /// Vectors of a tile's row.
            const ROW: usize = TILE / $lanes;
            type Tile = Vec<$V>;
            pub(super) struct Tiles {
                m: usize,
                /// Tiles along a side.
                side: usize,
                tiles: Vec<Tile>,
            }
            impl Tiles {
                /// Cells beyond `m` are 0: no step leads there.
                pub(super) fn of(m: usize, cell: impl Fn(usize, usize) -> $T) -> Self {
                    let side = m.div_ceil(TILE);
                    let tile = |at: usize| {
                        let mut tile = vec![<$V>::ZERO; TILE * ROW];
                        let flat: &mut [$T] = bytemuck::cast_slice_mut(&mut tile);
                        let (top, left) = (at / side * TILE, at % side * TILE);
                        for i in top..m.min(top + TILE) {
                            for j in left..m.min(left + TILE) {
                                flat[(i - top) * TILE + j - left] = cell(i, j);
                            }
                        }
                        tile
                    };
                    Self { m, side, tiles: (0..side * side).map(tile).collect() }
                }
                pub(super) fn read(&self, mut f: impl FnMut(usize, usize, $T)) {
                    for (at, tile) in self.tiles.iter().enumerate() {
                        let flat: &[$T] = bytemuck::cast_slice(tile);
                        let (top, left) = (at / self.side * TILE, at % self.side * TILE);
                        for i in top..self.m.min(top + TILE) {
                            for j in left..self.m.min(left + TILE) {
                                f(i, j, flat[(i - top) * TILE + j - left]);
                            }
                        }
                    }
                }
                pub(super) fn close(&mut self) {
                    for k in 0..self.side {
                        // Rows of the last tile that hold entries.
                        let steps = TILE.min(self.m - k * TILE);
                        let pivot = k * self.side + k;
                        let mut d = std::mem::take(&mut self.tiles[pivot]);
                        within(&mut d, steps);
                        self.tiles[pivot] = d;
                        // The middle tile is closed, so one step to it or from it is all that paths through it need besides.
                        for j in (0..self.side).filter(|j| *j != k) {
                            let (along, down) = (k * self.side + j, j * self.side + k);
                            let (to, from) = (self.tiles[along].clone(), self.tiles[down].clone());
                            self.update(along, |t, c| relax(c, &t[pivot], &to, steps));
                            self.update(down, |t, c| relax(c, &from, &t[pivot], steps));
                        }
                        for i in (0..self.side).filter(|i| *i != k) {
                            for j in (0..self.side).filter(|j| *j != k) {
                                let (a, b) = (i * self.side + k, k * self.side + j);
                                self.update(i * self.side + j, |t, c| relax(c, &t[a], &t[b], steps));
                            }
                        }
                    }
                }
                fn update(&mut self, at: usize, f: impl FnOnce(&[Tile], &mut Tile)) {
                    let mut c = std::mem::take(&mut self.tiles[at]);
                    f(&self.tiles, &mut c);
                    self.tiles[at] = c;
                }
            }
            /// The tile of the middles themselves.
            fn within(d: &mut [$V], steps: usize) {
                for k in 0..steps {
                    let second: [$V; ROW] = std::array::from_fn(|v| d[k * ROW + v]);
                    for row in d.chunks_exact_mut(ROW).take(steps) {
                        let x = <$V>::splat(bytemuck::cast_slice::<_, $T>(row)[k]);
                        for (c, y) in row.iter_mut().zip(second) {
                            *c = c.max(x.min(y));
                        }
                    }
                }
            }
            /// The better of what there is and the weaker of two steps, the first from `a` and the second from `b`: a row stays in
            /// registers over all middles.
            fn relax(c: &mut [$V], a: &[$V], b: &[$V], steps: usize) {
                let first: &[$T] = bytemuck::cast_slice(a);
                let (rows, _) = b.as_chunks::<ROW>();
                for (c, first) in c.chunks_exact_mut(ROW).zip(first.chunks_exact(TILE)) {
                    for at in (0..ROW).step_by(HELD) {
                        let mut best: [$V; HELD] = std::array::from_fn(|v| c[at + v]);
                        for (x, second) in first[..steps].iter().zip(rows) {
                            let x = <$V>::splat(*x);
                            for v in 0..HELD {
                                best[v] = best[v].max(x.min(second[at + v]));
                            }
                        }
                        c[at..at + HELD].copy_from_slice(&best);
                    }
                }
            }
        }
    };
}
tiles!(narrow, i16x16, i16, 16);
tiles!(wide32, i32x8, i32, 8);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    /// From the definition, by the textbook's three loops.
    fn slowly(p: &[i64], m: usize) -> Vec<i64> {
        let mut p = p.to_vec();
        for k in 0..m {
            for i in 0..m {
                for j in 0..m {
                    p[i * m + j] = p[i * m + j].max(p[i * m + k].min(p[k * m + j]));
                }
            }
        }
        p
    }
    fn matrix(m: usize, seed: u64, top: u64) -> Vec<i64> {
        let mut s = seed;
        (0..m * m)
            .map(|_| {
                s = s.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                ((s >> 33) % (top + 1)) as i64
            })
            .collect()
    }
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn tiles_agree_with_the_textbook(m in 1usize..150, seed: u64, top in 1u64..100) {
            let mut p = matrix(m, seed, top);
            let expected = slowly(&p, m);
            widest_paths(&mut p, m);
            prop_assert_eq!(p, expected);
        }
    }
    #[test]
    fn several_tiles_and_more_strengths_than_16_bits_count() {
        for (m, top) in [(257, 1 << 20), (300, 40)] {
            let mut p = matrix(m, 7, top);
            let expected = slowly(&p, m);
            widest_paths(&mut p, m);
            assert_eq!(p, expected, "{m}");
        }
    }
}
