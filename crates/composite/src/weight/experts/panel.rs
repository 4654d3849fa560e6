//! Several experts as one, and a panel drawn at random from them.

use super::{JudgementError, points};
use crate::draws::Stream;
use crate::moments::count;
use crate::sum::sum;

/// How the weights of several experts become one set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Pool {
    /// The geometric mean of each child's weights, normalised: aggregation of individual priorities
    /// (Forman and Peniwati, European Journal of Operational Research 108, 1998). A child to which
    /// one expert gives 0 has 0.
    #[default]
    Geometric,
    /// The mean of each child's weights.
    Arithmetic,
}

/// The weights of experts who judged the same children.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    pool: Pool,
    children: usize,
    /// Per expert the weights, or their logarithms where the mean is geometric.
    experts: Vec<Vec<f64>>,
}

impl Panel {
    /// A panel: per expert a weight per child; each expert's are normalised.
    ///
    /// # Errors
    /// [`JudgementError::Nothing`] without experts, [`JudgementError::Length`], those of
    /// [`points`], and [`JudgementError::Vetoed`].
    pub fn new(weights: &[Vec<f64>], pool: Pool) -> Result<Self, JudgementError> {
        let children = weights.first().map(Vec::len).ok_or(JudgementError::Nothing)?;
        let mut experts = Vec::with_capacity(weights.len());
        for own in weights {
            if own.len() != children {
                return Err(JudgementError::Length { found: own.len(), wanted: children });
            }
            let shares = points(own)?;
            experts.push(match pool {
                Pool::Geometric => shares.into_iter().map(libm::log).collect(),
                Pool::Arithmetic => shares,
            });
        }
        let panel = Panel { pool, children, experts };
        // Without any weight left the shares are no numbers.
        if sum(panel.pooled()) > 0.0 { Ok(panel) } else { Err(JudgementError::Vetoed) }
    }

    /// Number of experts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.experts.len()
    }

    /// Whether nobody is in it: never, but a length asks for it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.experts.is_empty()
    }

    /// The weights of all experts as one, adding up to 1.
    #[must_use]
    pub fn pooled(&self) -> Vec<f64> {
        let mut out = vec![0.0; self.children];
        self.pool(self.experts.iter(), &mut out);
        out
    }

    /// The weights of a panel of as many experts drawn with replacement from this one (a bootstrap
    /// of the experts), adding up to 1; `out` has a place per child.
    pub fn resample(&self, stream: &mut Stream, out: &mut [f64]) {
        let n = count(self.experts.len());
        let drawn: Vec<&Vec<f64>> = (0..self.experts.len())
            .filter_map(|_| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "0 <= u n < n"
                )]
                let place = (stream.uniform() * n) as usize;
                self.experts.get(place.min(self.experts.len() - 1))
            })
            .collect();
        self.pool(drawn.into_iter(), out);
    }

    fn pool<'e>(&self, experts: impl Iterator<Item = &'e Vec<f64>> + Clone, out: &mut [f64]) {
        let n = count(experts.clone().count());
        for (child, w) in out.iter_mut().enumerate() {
            let own = experts.clone().filter_map(|e| e.get(child));
            *w = match self.pool {
                // The logarithm of a weight of 0 is infinite, and so is any sum with it.
                Pool::Geometric => libm::exp(own.sum::<f64>() / n),
                Pool::Arithmetic => sum(own.copied()) / n,
            };
        }
        let total = sum(out.iter().copied());
        out.iter_mut().for_each(|w| *w /= total);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn near(got: &[f64], want: &[f64]) {
        assert!(got.iter().zip(want).all(|(g, w)| (g - w).abs() < 1e-12), "{got:?} for {want:?}");
    }

    #[test]
    fn two_experts_by_hand() {
        let experts = [vec![0.5, 0.5, 0.0], vec![0.9, 0.1, 0.0]];
        let mean = Panel::new(&experts, Pool::Arithmetic).unwrap();
        near(&mean.pooled(), &[0.7, 0.3, 0.0]);
        // sqrt(.45) : sqrt(.05) = 3 : 1.
        near(&Panel::new(&experts, Pool::Geometric).unwrap().pooled(), &[0.75, 0.25, 0.0]);
        // Numbers of any size are shares first.
        let large = [vec![50.0, 50.0, 0.0], vec![9.0, 1.0, 0.0]];
        assert_eq!(Panel::new(&large, Pool::Arithmetic).unwrap().pooled(), mean.pooled());
    }

    #[test]
    fn a_panel_drawn_at_random_spreads_as_the_mean_of_its_experts() {
        let first = [0.2, 0.3, 0.4, 0.5, 0.8];
        let experts: Vec<Vec<f64>> = first.iter().map(|w| vec![*w, 1.0 - w]).collect();
        let panel = Panel::new(&experts, Pool::Arithmetic).unwrap();
        let mut drawn = Vec::new();
        for draw in 0..40_000 {
            let mut out = [0.0; 2];
            panel.resample(&mut Stream::new(3, 5, draw), &mut out);
            assert!((out[0] + out[1] - 1.0).abs() < 1e-12);
            drawn.push(out[0]);
        }
        let n = count(drawn.len());
        let mean = sum(drawn.iter().copied()) / n;
        let variance = sum(drawn.iter().map(|x| (x - mean) * (x - mean))) / n;
        // Efron: the variance of a mean under the bootstrap is that of the experts (0.0424) over
        // their number.
        assert!((mean - 0.44).abs() < 2e-3, "{mean}");
        assert!((variance / (0.0424 / 5.0) - 1.0).abs() < 0.03, "{variance}");
        // The same draw is the same panel; one expert is no spread.
        let mut again = [0.0; 2];
        panel.resample(&mut Stream::new(3, 5, 7), &mut again);
        assert_eq!(again[0], drawn[7]);
        let alone = Panel::new(&experts[..1], Pool::Geometric).unwrap();
        alone.resample(&mut Stream::new(3, 5, 7), &mut again);
        near(&again, &[0.2, 0.8]);
    }

    #[test]
    fn what_it_refuses() {
        assert_eq!(Panel::new(&[], Pool::Arithmetic), Err(JudgementError::Nothing));
        let uneven = [vec![1.0], vec![1.0, 2.0]];
        assert_eq!(
            Panel::new(&uneven, Pool::Arithmetic),
            Err(JudgementError::Length { found: 2, wanted: 1 })
        );
        let against = [vec![1.0, 0.0], vec![0.0, 1.0]];
        assert_eq!(Panel::new(&against, Pool::Geometric), Err(JudgementError::Vetoed));
        assert!(Panel::new(&against, Pool::Arithmetic).is_ok());
    }
}
