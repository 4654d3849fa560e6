//! The draws of one territory: its random numbers, its leaves, then node after node.

use ideal_composite::batch_means::{
    Child, Erring, Sum, Values, Weights, add_errors, geometric, mean,
};

use crate::plan::floor_of;
use crate::simulate::numbers::{Numbers, row};
use crate::simulate::shock::{Places, uniform};
use crate::simulate::simulator::Simulator;
use crate::simulate::variation::{ActiveChild, ActiveNode, ChildSource, LeafDraw, TerritoryDraws};

/// What all territories share in a block.
pub(crate) struct Common<'a> {
    /// Number of draws.
    pub n: usize,
    pub places: &'a Places,
    /// Per set of weights: a row of draws for each of them.
    pub weights: &'a [Vec<f64>],
    /// Per switch of the method: whether it is thrown in a draw.
    pub switched: &'a [Vec<bool>],
    /// Shares of criminal groups, column after column.
    pub groups: &'a [f64],
}

/// Rows of draws that a thread fills for one territory after another.
#[derive(Default)]
pub(crate) struct Rows {
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
    pub(super) fn draw(&mut self, territory: &TerritoryDraws, common: &Common<'_>) {
        let n = common.n;
        self.normals.resize(territory.normals.len() * n, 0.0);
        self.words.resize(territory.words.len() * n, 0);
        let normals = territory.normals.iter().zip(self.normals.chunks_exact_mut(n.max(1)));
        let words = territory.words.iter().zip(self.words.chunks_exact_mut(n.max(1)));
        normals.for_each(|(s, row)| s.normals(common.places, row));
        words.for_each(|(s, row)| s.words(common.places, row));
    }

    /// The random numbers drawn last, of the same draws.
    pub(super) fn numbers<'a>(&'a self, common: &Common<'a>) -> Numbers<'a> {
        let Common { n, places, groups, .. } = *common;
        Numbers { n, places, normals: &self.normals, words: &self.words, groups }
    }
}

/// Where the draws of a node stand: its column among those of the territory, its row among the
/// logarithms.
#[derive(Clone, Copy)]
struct Stand {
    column: usize,
    logs: Option<usize>,
}

/// A unit while its nodes are drawn, children before parents.
struct UnitDraws<'a> {
    simulator: &'a Simulator,
    common: &'a Common<'a>,
    numbers: Numbers<'a>,
    territory: &'a TerritoryDraws,
    leaves: &'a [LeafDraw],
    /// Where nodes stand that are drawn already, by index of the method.
    stands: Vec<Option<Stand>>,
}

impl Simulator {
    /// The columns of a territory: the nodes of all its units.
    pub(crate) fn territory<'r>(
        &self,
        t: usize,
        common: &Common<'_>,
        rows: &'r mut Rows,
    ) -> &'r [f64] {
        let n = common.n;
        let territory = &self.territories[t];
        rows.draw(territory, common);
        let Rows { normals, words, own, logs, columns: out } = rows;
        out.resize(self.columns.territory(t).len() * n, 0.0);
        let numbers = Numbers { n, places: common.places, normals, words, groups: common.groups };
        let stands = vec![None; self.m.nodes.len()];
        let mut unit =
            UnitDraws { simulator: self, common, numbers, territory, leaves: &[], stands };
        let mut column = 0;
        for active in &self.active[t] {
            unit.leaves = &territory.leaves[active.leaves.clone()];
            unit.stands.fill(None);
            for &(node, column) in &active.standing {
                unit.stands[node.get()] = Some(Stand { column, logs: None });
            }
            logs.resize(active.nodes.iter().filter(|a| a.logs).count() * n, 0.0);
            let mut logged = 0;
            for a in &active.nodes {
                let (done, here) = out.split_at_mut(column * n);
                let (done_logs, here_logs) = logs.split_at_mut(logged * n);
                unit.own_values(a, done, own);
                unit.node(a, (done, done_logs), own, (&mut here[..n], here_logs));
                unit.stands[a.node.get()] = Some(Stand { column, logs: a.logs.then_some(logged) });
                logged += usize::from(a.logs);
                column += 1;
            }
        }
        out
    }

    /// The scores of a leaf in every draw.
    pub(super) fn leaf(
        &self,
        territory: &TerritoryDraws,
        leaf: LeafDraw,
        numbers: &Numbers<'_>,
        row: &mut [f64],
    ) {
        let (sd, limits, shock) = match leaf {
            LeafDraw::Absent => return row.fill(f64::NAN),
            LeafDraw::Noisy { score, sd, shock, limits } => {
                row.fill(score);
                (sd, limits, shock)
            }
            LeafDraw::Censored { bound, ruler, place, sd, shock, limits } => {
                for (x, word) in row.iter_mut().zip(numbers.word(place)) {
                    *x = self.rulers[ruler.get()]
                        .and_then(|r| r.score(uniform(*word) * bound))
                        .unwrap_or(limits.0);
                }
                (sd, limits, shock)
            }
            LeafDraw::Pooled { pool, sd, shock, limits } => {
                territory.pools[pool].fill(numbers, row);
                (sd, limits, shock)
            }
            LeafDraw::OfGroups { figure, ruler, sd, shock, limits } => {
                territory.figures[figure].fill(numbers.groups, row);
                for x in row.iter_mut() {
                    let scored = self.rulers[ruler.get()].and_then(|r| r.score(*x));
                    *x = scored.unwrap_or(limits.0);
                }
                (sd, limits, shock)
            }
            LeafDraw::Given { given, card, sd, shock, limits } => {
                let given = &territory.given[given];
                let cards = self.cards.of(given.deck);
                row.iter_mut()
                    .zip(numbers.word(card))
                    .for_each(|(x, word)| *x = given.dealt(cards, *word));
                (sd, limits, shock)
            }
        };
        add_errors(sd, limits, numbers.normal(shock), row);
    }
}

impl UnitDraws<'_> {
    /// Whether the values of a child stand nowhere else as its parent meets them.
    fn is_own(&self, c: &ActiveChild) -> bool {
        match c.source {
            ChildSource::Leaf(l) => c.invert || !matches!(self.leaves[l], LeafDraw::Noisy { .. }),
            ChildSource::Node(_) => c.invert,
            ChildSource::Lost(_) => true,
        }
    }

    fn leaf(&self, leaf: LeafDraw, values: &mut [f64]) {
        self.simulator.leaf(self.territory, leaf, &self.numbers, values);
    }

    /// Fills in the values of a node's children that stand nowhere else, one row after another.
    fn own_values(&self, a: &ActiveNode, done: &[f64], own: &mut Vec<f64>) {
        let n = self.common.n;
        let scale = self.simulator.m.scale;
        let children = || a.children.iter().filter(|c| self.is_own(c));
        own.resize(children().count() * n, 0.0);
        for (c, values) in children().zip(own.chunks_exact_mut(n.max(1))) {
            match c.source {
                ChildSource::Leaf(l) => self.leaf(self.leaves[l], values),
                ChildSource::Lost(k) => self.leaf(self.territory.lost[k], values),
                ChildSource::Node(i) => match self.stands[i.get()] {
                    Some(s) => values.copy_from_slice(row(done, s.column, n)),
                    None => values.fill(f64::NAN),
                },
            }
            if c.invert {
                values.iter_mut().for_each(|x| *x = scale[0] + scale[1] - *x);
            }
        }
    }

    /// Draws a node: `done` are the columns and logarithms before it, `here` its own.
    fn node(
        &self,
        a: &ActiveNode,
        done: (&[f64], &[f64]),
        own: &[f64],
        here: (&mut [f64], &mut [f64]),
    ) {
        let (m, n) = (&self.simulator.m, self.common.n);
        let (here, here_logs) = here;
        let mut own = own.chunks_exact(n.max(1));
        let set = &self.common.weights[a.set];
        let child = |c: &ActiveChild| {
            let values =
                if self.is_own(c) { Values::Each(own.next()?) } else { self.standing(c, done)? };
            Some(Child { values, weights: Weights::Each(row(set, c.position, n)) })
        };
        let children: Vec<Child<'_>> = a.children.iter().filter_map(child).collect();
        let spec = &m.nodes[a.node];
        let sum = if self.simulator.sets[a.set].drawn_whole(children.len()) {
            Sum::One
        } else {
            Sum::Any
        };
        let floor = floor_of(m, spec.aggregate, spec.floor);
        if a.logs {
            geometric(&children, sum, floor, here, &mut here_logs[..n]);
        } else {
            mean(spec.aggregate, &children, sum, floor, here);
        }
        for (k, s) in m.uncertainty.switch.iter().enumerate().filter(|(_, s)| s.node == a.node) {
            let mut other = vec![0.0; n];
            mean(s.to, &children, sum, floor_of(m, s.to, spec.floor), &mut other);
            for ((x, y), on) in here.iter_mut().zip(&other).zip(&self.common.switched[k]) {
                if *on {
                    *x = *y;
                }
            }
        }
        here.iter_mut().for_each(|x| *x = x.clamp(a.limits.0, a.limits.1));
    }

    /// The values of a child that stand somewhere already.
    fn standing<'v>(
        &'v self,
        c: &ActiveChild,
        (done, logs): (&'v [f64], &'v [f64]),
    ) -> Option<Values<'v>> {
        let n = self.common.n;
        match c.source {
            ChildSource::Leaf(l) => match self.leaves[l] {
                LeafDraw::Noisy { score, sd, shock, limits } => Some(Values::Erring(Erring {
                    score,
                    sd,
                    limits,
                    errors: self.numbers.normal(shock),
                })),
                _ => None,
            },
            ChildSource::Node(i) => {
                let s = self.stands[i.get()]?;
                let draws = row(done, s.column, n);
                Some(match s.logs {
                    Some(l) => Values::Logs(draws, row(logs, l, n)),
                    None => Values::Each(draws),
                })
            }
            ChildSource::Lost(_) => None,
        }
    }
}
