//! The draws of one territory: its random numbers, its leaves, then node after node.

use ideal_composite::lanes::{Child, Erring, Sum, Values, Weights, add_errors, geometric, mean};

use super::{ActiveChild, From, LeafDraw, Places, Simulator, TerritoryDraws, dealt, uniform};
use crate::plan::floor_of;
use crate::score::evaluate::mean_of;

/// What all territories share in a block.
pub(super) struct Common<'a> {
    pub(super) n: usize,
    pub(super) places: &'a Places,
    pub(super) weights: &'a [Vec<f64>],
    pub(super) switched: &'a [Vec<bool>],
}

/// Rows of draws that a thread fills for one territory after another.
#[derive(Default)]
pub(super) struct Rows {
    normals: Vec<f32>,
    words: Vec<u32>,
    /// Values that stand nowhere else, of the children of one node.
    own: Vec<f64>,
    /// Logarithms of a unit's nodes whose parents ask for them.
    logs: Vec<f64>,
    /// The columns of the territory.
    columns: Vec<f64>,
}

impl Rows {
    /// Draws the random numbers of a territory.
    fn draw(&mut self, territory: &TerritoryDraws, common: &Common<'_>) {
        let n = common.n;
        self.normals.resize(territory.normals.len() * n, 0.0);
        self.words.resize(territory.words.len() * n, 0);
        let normals = territory.normals.iter().zip(self.normals.chunks_exact_mut(n.max(1)));
        let words = territory.words.iter().zip(self.words.chunks_exact_mut(n.max(1)));
        normals.for_each(|(s, row)| s.normals(common.places, row));
        words.for_each(|(s, row)| s.words(common.places, row));
    }
}

/// The random numbers of a territory, row by row.
struct Numbers<'a> {
    n: usize,
    normals: &'a [f32],
    words: &'a [u32],
}

impl Numbers<'_> {
    fn normal(&self, at: usize) -> &[f32] {
        row(self.normals, at, self.n)
    }

    fn word(&self, at: usize) -> &[u32] {
        row(self.words, at, self.n)
    }
}

/// Where the draws of a node stand: its column among those of the territory, its row among the logarithms.
#[derive(Clone, Copy)]
struct Stand {
    column: usize,
    logs: Option<usize>,
}

impl Simulator<'_> {
    /// The columns of a territory: the nodes of all its units.
    pub(super) fn territory<'r>(&self, t: usize, common: &Common<'_>, rows: &'r mut Rows) -> &'r [f64] {
        let n = common.n;
        let territory = &self.territories[t];
        rows.draw(territory, common);
        let Rows { normals, words, own, logs, columns: out } = rows;
        out.resize((self.starts[t + 1] - self.starts[t]) * n, 0.0);
        let numbers = Numbers { n, normals, words };
        let mut stands: Vec<Option<Stand>> = vec![None; self.m.nodes.len()];
        let mut column = 0;
        for (unit, nodes) in self.active[t].iter().enumerate() {
            let leaves = &territory.leaves[self.ranges[unit].clone()];
            logs.resize(nodes.iter().filter(|a| a.logs).count() * n, 0.0);
            let mut logged = 0;
            stands.fill(None);
            for a in nodes {
                let (done, here) = out.split_at_mut(column * n);
                let here = &mut here[..n];
                let (known, here_logs) = logs.split_at_mut(logged * n);
                let node = |i: usize| stands[i].map(|s| (row(done, s.column, n), s.logs.map(|l| row(known, l, n))));

                let own_values = |c: &&ActiveChild| match c.from {
                    From::Leaf(l) => c.invert || !matches!(leaves[l], LeafDraw::Noisy { .. }),
                    From::Node(_) => c.invert,
                    From::Deck(_) => true,
                };
                own.resize(a.children.iter().filter(own_values).count() * n, 0.0);
                for (c, values) in a.children.iter().filter(own_values).zip(own.chunks_exact_mut(n.max(1))) {
                    match c.from {
                        From::Leaf(l) => self.leaf(leaves[l], &numbers, values),
                        From::Deck(k) => self.leaf(territory.decks[k], &numbers, values),
                        From::Node(i) => match node(i) {
                            Some((draws, _)) => values.copy_from_slice(draws),
                            None => values.fill(f64::NAN),
                        },
                    }
                    if c.invert {
                        values.iter_mut().for_each(|x| *x = self.m.scale[0] + self.m.scale[1] - *x);
                    }
                }
                let mut own = own.chunks_exact(n.max(1));
                let set = &common.weights[a.set];
                let children: Vec<Child<'_>> = a
                    .children
                    .iter()
                    .filter_map(|c| {
                        let values = match c.from {
                            _ if own_values(&c) => Values::Each(own.next()?),
                            From::Leaf(l) => match leaves[l] {
                                LeafDraw::Noisy { score, sd, shock, limits } => {
                                    Values::Erring(Erring { score, sd, limits, errors: numbers.normal(shock) })
                                }
                                _ => return None,
                            },
                            From::Node(i) => match node(i)? {
                                (draws, Some(logs)) => Values::Logs(draws, logs),
                                (draws, None) => Values::Each(draws),
                            },
                            From::Deck(_) => return None,
                        };
                        Some(Child { values, weights: Weights::Each(row(set, c.position, n)) })
                    })
                    .collect();
                let spec = &self.m.nodes[a.node];
                let sum = if self.sets[a.set].drawn_whole(children.len()) { Sum::One } else { Sum::Any };
                let floor = floor_of(self.m, spec.aggregate, spec.floor);
                if a.logs {
                    geometric(&children, sum, floor, here, &mut here_logs[..n]);
                } else {
                    mean(mean_of(spec.aggregate), &children, sum, floor, here);
                }
                for (k, s) in self.m.uncertainty.switch.iter().enumerate().filter(|(_, s)| s.node == a.node) {
                    let mut other = vec![0.0; n];
                    mean(mean_of(s.to), &children, sum, floor_of(self.m, s.to, spec.floor), &mut other);
                    for ((x, y), on) in here.iter_mut().zip(&other).zip(&common.switched[k]) {
                        if *on {
                            *x = *y;
                        }
                    }
                }
                here.iter_mut().for_each(|x| *x = x.clamp(a.limits.0, a.limits.1));
                stands[a.node] = Some(Stand { column, logs: a.logs.then_some(logged) });
                logged += usize::from(a.logs);
                column += 1;
            }
        }
        out
    }

    /// The scores of a leaf in every draw.
    fn leaf(&self, leaf: LeafDraw, numbers: &Numbers<'_>, row: &mut [f64]) {
        let (sd, limits, shock) = match leaf {
            LeafDraw::Absent => return row.fill(f64::NAN),
            LeafDraw::Noisy { score, sd, shock, limits } => {
                row.fill(score);
                (sd, limits, shock)
            }
            LeafDraw::Censored { bound, ruler, place, sd, shock, limits } => {
                for (x, word) in row.iter_mut().zip(numbers.word(place)) {
                    *x = self.rulers[ruler].and_then(|r| r.score(uniform(*word) * bound)).unwrap_or(limits.0);
                }
                (sd, limits, shock)
            }
            // Another territory's score in this one's place is at best an ungraded figure.
            LeafDraw::HotDeck { donors, card, sd, shock, limits } => {
                let deck = &self.donors[donors.0 as usize..donors.1 as usize];
                row.iter_mut().zip(numbers.word(card)).for_each(|(x, word)| *x = dealt(deck, *word));
                (sd, limits, shock)
            }
        };
        add_errors(sd, limits, numbers.normal(shock), row);
    }
}

/// The draws of a column, or a row, of `n` each.
pub(super) fn row<T>(rows: &[T], at: usize, n: usize) -> &[T] {
    &rows[at * n..(at + 1) * n]
}
