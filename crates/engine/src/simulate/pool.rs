//! A score made of the ratings of panels, in every draw.

use ideal_model::method::RaterPool;

use crate::select::selection::median;
use crate::simulate::numbers::Numbers;
use crate::simulate::shock::{Shock, card};

/// What a leaf's ratings give.
pub(crate) struct RatingPool {
    pub pool: RaterPool,
    /// By panel.
    pub panels: Vec<PanelDraw>,
    /// Row of random bits that choose whose view a draw takes, in a linear pool of several ratings.
    pub view: Option<usize>,
}

/// A panel that rated a leaf.
pub(crate) struct PanelDraw {
    /// Standard deviation of what its raters do not know together, in points, and the row of its
    /// standard normals.
    pub shared: Option<(f64, usize)>,
    /// Per rating, where there are several: the row of random bits that choose whose comes in its
    /// place. The same rows for every leaf that the panel rated, so that who comes in is the same.
    pub places: Vec<usize>,
    /// The ratings, in the order of raters.
    pub ratings: Vec<RatingDraw>,
}

/// A rating as it varies.
pub(crate) struct RatingDraw {
    pub score: f64,
    /// Standard deviations below and above the score, in points.
    pub sides: [f64; 2],
    /// Which of the rater's doubts this is.
    pub doubt: Shock,
    /// Errors of the severity that was taken out, the rater's own and that of the part: standard
    /// deviations in points, and the rows of their standard normals.
    pub severity: Vec<(f64, usize)>,
}

impl RatingDraw {
    /// Its score in every draw.
    fn fill(&self, numbers: &Numbers<'_>, doubts: &mut [f32], row: &mut [f64]) {
        let [down, up] = self.sides;
        self.doubt.normals(numbers.places, doubts);
        for (x, z) in row.iter_mut().zip(&*doubts) {
            let z = f64::from(*z);
            *x = self.score + z * if z < 0.0 { down } else { up };
        }
        for &(se, at) in &self.severity {
            row.iter_mut().zip(numbers.normal(at)).for_each(|(x, z)| *x -= se * f64::from(*z));
        }
    }
}

impl RatingPool {
    /// The scores of the leaf in every draw, not yet kept to the scale.
    pub(crate) fn fill(&self, numbers: &Numbers<'_>, row: &mut [f64]) {
        let n = row.len();
        let mut doubts = vec![0.0; n];
        let mut of_raters: Vec<f64> = Vec::new();
        let mut of_panels = vec![0.0; self.panels.len() * n];
        let mut all: Vec<f64> = Vec::new();
        for (panel, out) in self.panels.iter().zip(of_panels.chunks_exact_mut(n.max(1))) {
            of_raters.resize(panel.ratings.len() * n, 0.0);
            for (rating, row) in panel.ratings.iter().zip(of_raters.chunks_exact_mut(n.max(1))) {
                rating.fill(numbers, &mut doubts, row);
                panel.share(numbers, row);
            }
            match self.pool {
                RaterPool::Panel => panel.medians(numbers, &of_raters, out),
                RaterPool::Linear => all.extend_from_slice(&of_raters),
            }
        }
        match (self.pool, self.view) {
            (RaterPool::Linear, Some(view)) => {
                let views = all.len() / n.max(1);
                for (d, (x, word)) in row.iter_mut().zip(numbers.word(view)).enumerate() {
                    *x = all[card(views, *word).0 * n + d];
                }
            }
            (RaterPool::Linear, None) => row.copy_from_slice(&all),
            (RaterPool::Panel, _) if self.panels.len() == 1 => row.copy_from_slice(&of_panels),
            (RaterPool::Panel, _) => {
                let mut one = vec![0.0; self.panels.len()];
                for (d, x) in row.iter_mut().enumerate() {
                    one.iter_mut().enumerate().for_each(|(p, v)| *v = of_panels[p * n + d]);
                    *x = median(&mut one).unwrap_or(f64::NAN);
                }
            }
        }
    }
}

impl PanelDraw {
    /// Adds what the raters do not know together.
    fn share(&self, numbers: &Numbers<'_>, row: &mut [f64]) {
        if let Some((sd, at)) = self.shared {
            row.iter_mut().zip(numbers.normal(at)).for_each(|(x, z)| *x += sd * f64::from(*z));
        }
    }

    /// In every draw the median over as many raters as there are, taken with replacement.
    fn medians(&self, numbers: &Numbers<'_>, of_raters: &[f64], out: &mut [f64]) {
        let n = out.len();
        if self.places.is_empty() {
            return out.copy_from_slice(of_raters);
        }
        let raters = self.ratings.len();
        let words: Vec<&[u32]> = self.places.iter().map(|at| numbers.word(*at)).collect();
        let mut chosen = vec![0.0; raters];
        for (d, x) in out.iter_mut().enumerate() {
            for (slot, words) in chosen.iter_mut().zip(&words) {
                *slot = of_raters[card(raters, words[d]).0 * n + d];
            }
            *x = median(&mut chosen).unwrap_or(f64::NAN);
        }
    }
}
