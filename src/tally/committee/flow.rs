//! The largest flow through a small network, and where it is cut.
//!
//! References: Dinitz (1970), "Algorithm for solution of a problem of maximum flow in networks with power estimation".

/// A network with whole capacities.
pub(super) struct Network {
    /// For each node its edges.
    out: Vec<Vec<usize>>,
    /// Where an edge leads and what it still takes; an edge and its reverse are numbers 2i and 2i + 1.
    edges: Vec<(usize, u64)>,
}
/// More than any cut: capacities of one network sum to less.
pub(super) const UNBOUNDED: u64 = 1 << 62;
impl Network {
    pub(super) fn new(nodes: usize) -> Self {
        Self { out: vec![vec![]; nodes], edges: vec![] }
    }
    pub(super) fn edge(&mut self, from: usize, to: usize, capacity: u64) {
        for (a, b, c) in [(from, to, capacity), (to, from, 0)] {
            self.out[a].push(self.edges.len());
            self.edges.push((b, c));
        }
    }
    /// Sends as much as can be sent.
    pub(super) fn largest(&mut self, from: usize, to: usize) -> u64 {
        let mut sum = 0;
        loop {
            let level = self.levels(from);
            if level[to] == usize::MAX {
                return sum;
            }
            let mut next = vec![0; self.out.len()];
            loop {
                let sent = self.send(from, to, UNBOUNDED, &level, &mut next);
                if sent == 0 {
                    break;
                }
                sum += sent;
            }
        }
    }
    fn levels(&self, from: usize) -> Vec<usize> {
        let mut level = vec![usize::MAX; self.out.len()];
        let mut queue = vec![from];
        level[from] = 0;
        let mut at = 0;
        while at < queue.len() {
            let a = queue[at];
            at += 1;
            for e in &self.out[a] {
                let (b, left) = self.edges[*e];
                if left > 0 && level[b] == usize::MAX {
                    level[b] = level[a] + 1;
                    queue.push(b);
                }
            }
        }
        level
    }
    /// Networks here have paths of few nodes.
    fn send(&mut self, at: usize, to: usize, most: u64, level: &[usize], next: &mut [usize]) -> u64 {
        if at == to {
            return most;
        }
        while next[at] < self.out[at].len() {
            let e = self.out[at][next[at]];
            let (b, left) = self.edges[e];
            if left > 0 && level[b] == level[at] + 1 {
                let sent = self.send(b, to, most.min(left), level, next);
                if sent > 0 {
                    self.edges[e].1 -= sent;
                    self.edges[e ^ 1].1 += sent;
                    return sent;
                }
            }
            next[at] += 1;
        }
        0
    }
    /// Nodes from which nothing more can reach `to`: the largest side of a smallest cut.
    pub(super) fn cut_off(&self, to: usize) -> Vec<bool> {
        let mut cut = vec![true; self.out.len()];
        cut[to] = false;
        let mut open = vec![to];
        while let Some(b) = open.pop() {
            for e in &self.out[b] {
                // The edge into b is the reverse of one out of b.
                let a = self.edges[*e].0;
                if cut[a] && self.edges[e ^ 1].1 > 0 {
                    cut[a] = false;
                    open.push(a);
                }
            }
        }
        cut
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_flow_that_must_turn_back() {
        // 0 to 1 and 2, these to 3 and 4, 1 to 4 only by 3.
        let mut n = Network::new(6);
        for (a, b, c) in [(0, 1, 3), (0, 2, 2), (1, 3, 2), (1, 4, 2), (2, 3, 2), (3, 5, 2), (4, 5, 3)] {
            n.edge(a, b, c);
        }
        // What leaves 1 is 3 at most, 2 goes by 3 only.
        assert_eq!(n.largest(0, 5), 4);
        // All but the last edge of 3 is open: 2 cannot send more, 1 can by 4.
        assert_eq!(n.cut_off(5), [true, true, true, true, false, false]);
    }
    #[test]
    fn a_cut_keeps_away_what_cannot_flow() {
        let mut n = Network::new(4);
        n.edge(0, 1, 5);
        n.edge(1, 2, 1);
        n.edge(2, 3, UNBOUNDED);
        assert_eq!(n.largest(0, 3), 1);
        assert_eq!(n.cut_off(3), [true, true, false, false]);
    }
}
