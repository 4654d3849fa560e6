//! How a score goes with what is known beside it among the other territories: a straight line with
//! the cards about it, fitted anew for each territory without its own.
//!
//! The slope is that of least squares, shrunk towards 0 (the deck as it is) by 1 - 1/F where F is
//! the test statistic of the regression: with few donors, or a weak relation, little is believed of
//! it. Residuals are widened as those of a prediction are (Draper & Smith 1998, *Applied Regression
//! Analysis*, 3rd ed., section 1.4), and smoothed, so that a handful of donors is no list of the
//! only possible scores (Silverman 1986, *Density Estimation*, section 6.4.1).

use ideal_model::{Span, TerritoryIx};

use crate::simulate::given::{Cards, Given, Guess};

/// Fewest other territories that a relation is learned from; with fewer the deck is dealt as it is,
/// with the error of an ungraded figure.
const FEWEST_DONORS: usize = 5;

/// Width of the smoothing, in standard deviations of the residuals at one donor; it falls with the
/// fifth root of their number.
const SMOOTHING: f64 = 0.8;

/// Sums over cards, about the means of the whole deck.
#[derive(Clone, Copy, Default)]
struct Sums {
    n: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
    yy: f64,
}

impl Sums {
    fn add(&mut self, dx: f64, dy: f64) {
        self.n += 1.0;
        self.x += dx;
        self.y += dy;
        self.xx += dx * dx;
        self.xy += dx * dy;
        self.yy += dy * dy;
    }

    fn less(self, o: Sums) -> Sums {
        Sums {
            n: self.n - o.n,
            x: self.x - o.x,
            y: self.y - o.y,
            xx: self.xx - o.xx,
            xy: self.xy - o.xy,
            yy: self.yy - o.yy,
        }
    }
}

/// The cards of one territory in a deck.
struct Own<T> {
    territory: T,
    /// Their place in the deck.
    cards: Span,
    sums: Sums,
}

/// A deck: what is known beside a score, and the score, of every territory that has both.
pub(crate) struct Relation<T = TerritoryIx> {
    deck: Span,
    /// Mean of x and of y.
    means: [f64; 2],
    sums: Sums,
    donors: Vec<Own<T>>,
    /// Whether anything is known beside the score; else x is 0 on every card.
    beside: bool,
    /// Least and highest score.
    pub ends: [f64; 2],
}

/// A score to be drawn: how, and with which error on top, in points.
#[derive(Clone, Copy)]
pub(crate) struct Prediction {
    pub given: Given,
    pub sd: f64,
    /// Mean of what is drawn as the relation has it, and standard deviation about it.
    pub expected: (f64, f64),
    /// Mean of what is drawn as what is known beside it.
    expected_alike: f64,
}

/// What else is known of a score: a value, and the standard deviation of its error.
#[derive(Clone, Copy)]
pub(crate) struct Hint {
    pub score: f64,
    pub sd: f64,
}

impl Prediction {
    /// What is drawn less what is expected of it, whichever way it is made.
    pub(crate) fn centred(&self) -> Given {
        let less = |guess: Guess, mean: f64| Guess { base: guess.base - mean, ..guess };
        let related = less(self.given.related, self.expected.0);
        Given { related, alike: less(self.given.alike, self.expected_alike), ..self.given }
    }

    /// The prediction with a hint taken in: the two weighed by the inverses of their variances, and
    /// what is left about that as wide as both together leave it (the posterior of a normal mean).
    pub(crate) fn with(self, hint: Hint) -> Prediction {
        let (mean, sd) = self.expected;
        let (of_prediction, of_hint) = (sd * sd, hint.sd * hint.sd);
        if of_prediction <= 0.0 {
            return self;
        }
        let share = of_prediction / (of_prediction + of_hint);
        let narrower = (1.0 - share).sqrt();
        let towards = |guess: Guess, centre: f64| Guess {
            base: narrower * (guess.base - centre) + share * hint.score + (1.0 - share) * centre,
            of_y: narrower * guess.of_y,
            of_x: narrower * guess.of_x,
        };
        let given = Given {
            related: towards(self.given.related, mean),
            alike: towards(self.given.alike, mean),
            ..self.given
        };
        let expected = (share * hint.score + (1.0 - share) * mean, narrower * sd);
        let expected_alike =
            share * hint.score + (1.0 - share) * mean + narrower * (self.expected_alike - mean);
        Prediction { given, sd: narrower * self.sd, expected, expected_alike }
    }
}

impl<T: Ord + Copy> Relation<T> {
    /// The relation on cards (x, y), which are listed territory by territory; none where there are
    /// no cards.
    pub(crate) fn new(listed: &[(T, [f64; 2])], beside: bool, cards: &mut Cards) -> Option<Self> {
        #[expect(clippy::cast_precision_loss, reason = "a count of cards")]
        let n = listed.len() as f64;
        if listed.is_empty() {
            return None;
        }
        let mean = |k: usize| listed.iter().map(|(_, card)| card[k]).sum::<f64>() / n;
        let means = [mean(0), mean(1)];
        let mut donors: Vec<Own<T>> = Vec::new();
        let mut sums = Sums::default();
        for (at, (territory, [x, y])) in listed.iter().enumerate() {
            if donors.last().is_none_or(|d| d.territory != *territory) {
                let cards = Span { from: at, to: at };
                donors.push(Own { territory: *territory, cards, sums: Sums::default() });
            }
            let (dx, dy) = (x - means[0], y - means[1]);
            sums.add(dx, dy);
            if let Some(own) = donors.last_mut() {
                own.cards.to = at + 1;
                own.sums.add(dx, dy);
            }
        }
        let ys = listed.iter().map(|(_, card)| card[1]);
        let ends = [ys.clone().fold(f64::INFINITY, f64::min), ys.fold(f64::NEG_INFINITY, f64::max)];
        let deck = cards.add(listed.iter().map(|(_, card)| *card));
        Some(Relation { deck, means, sums, donors, beside, ends })
    }

    /// What a territory would be dealt: the relation without its own cards, at the mean `x` of what
    /// is known beside the score. None where too few other territories have cards to learn a
    /// relation from.
    pub(crate) fn predict(&self, territory: T, x: f64) -> Option<Prediction> {
        let (own, sums, donors) = self.others(territory);
        if donors < FEWEST_DONORS {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "a count of territories")]
        let k = donors as f64;
        let (mx, my) = (sums.x / sums.n, sums.y / sums.n);
        let (vx, vy) = (sums.xx / sums.n - mx * mx, sums.yy / sums.n - my * my);
        let cov = sums.xy / sums.n - mx * my;
        let slope = if self.beside { shrunk_slope(vx, vy, cov, k) } else { 0.0 };
        let residual = (vy - 2.0 * slope * cov + slope * slope * vx).max(0.0).sqrt();
        let (mx, my) = (self.means[0] + mx, self.means[1] + my);
        let away = if self.beside && vx > 0.0 { (x - mx) * (x - mx) / vx } else { 0.0 };
        let estimated = if self.beside { 2.0 } else { 1.0 };
        let wider = (k / (k - estimated) * (1.0 + (1.0 + away) / k)).sqrt();
        // The mean at x, and the residual of a card (x', y'): y' - my - slope (x' - mx), widened.
        let related = Guess {
            base: my + slope * (x - mx) - wider * (my - slope * mx),
            of_y: wider,
            of_x: -wider * slope,
        };
        let alike = if self.beside { Guess { base: x, of_y: 0.0, of_x: 0.0 } } else { related };
        let sd = SMOOTHING * residual * libm::pow(k, -0.2);
        let expected = (my + slope * (x - mx), wider * residual);
        let expected_alike = if self.beside { x } else { expected.0 };
        let given = Given { deck: self.deck, own, related, alike };
        Some(Prediction { given, sd, expected, expected_alike })
    }

    /// The scores of the other territories as they are, with an error of this standard deviation on
    /// top; none where no other has one.
    pub(crate) fn as_it_is(&self, territory: T, sd: f64) -> Option<Prediction> {
        let (own, sums, donors) = self.others(territory);
        let mean = sums.y / sums.n;
        let spread = (sums.yy / sums.n - mean * mean).max(0.0).sqrt();
        let as_it_is = Guess { base: 0.0, of_y: 1.0, of_x: 0.0 };
        let given = Given { deck: self.deck, own, related: as_it_is, alike: as_it_is };
        let expected = (self.means[1] + mean, libm::hypot(spread, sd));
        let expected_alike = expected.0;
        (donors > 0).then_some(Prediction { given, sd, expected, expected_alike })
    }

    /// A territory's own cards, the sums over those of the others, and how many others there are.
    fn others(&self, territory: T) -> (Span, Sums, usize) {
        match self.donors.binary_search_by_key(&territory, |d| d.territory) {
            Ok(at) => {
                let own = &self.donors[at];
                (own.cards, self.sums.less(own.sums), self.donors.len() - 1)
            }
            Err(_) => (Span::default(), self.sums, self.donors.len()),
        }
    }
}

/// The slope of least squares over `k` territories times 1 - 1/F, F = r² (k - 2) / (1 - r²); 0 where
/// F is below 1 and where x or y does not vary.
fn shrunk_slope(vx: f64, vy: f64, cov: f64, k: f64) -> f64 {
    const CONSTANT: f64 = 1e-9;
    if vx <= CONSTANT || vy <= CONSTANT {
        return 0.0;
    }
    let r2 = (cov * cov / (vx * vy)).min(1.0);
    let inverse_f = (1.0 - r2) / (r2 * (k - 2.0));
    if r2 > 0.0 { cov / vx * (1.0 - inverse_f).max(0.0) } else { 0.0 }
}
