//! The score of a group in every draw.

use ideal_composite::draws::{Single, stream_id};
use ideal_model::{AssessmentInput, GroupMethod, GroupRating, GroupScore, known_points};

use crate::groups::misrated::misrated;
use crate::select::selection::median;
use crate::simulate::shock::{Places, card};

/// A group as it varies.
pub(crate) struct GroupSampler {
    open: Vec<OpenDraw>,
    panels: Vec<Vec<Voice>>,
}

/// An attribute that is unknown or missing: any rating, each as likely.
struct OpenDraw {
    stream: Single,
    /// What it adds to the score, by rating.
    adds: [f64; 4],
}

/// A rating as it errs.
struct Voice {
    stream: Single,
    /// What it adds to the score.
    adds: f64,
    /// What its neighbours would, below and above; itself where there is none.
    sides: [f64; 2],
    /// Of 2^32 words, so many on either side mean the neighbour.
    errs: u32,
}

/// Which draws a block is of, and what varies in them together.
pub(crate) struct Drawn<'p> {
    pub places: &'p Places,
    pub factor: usize,
}

impl Drawn<'_> {
    fn words(&self, stream: Single, row: &mut [u32]) {
        match self.places {
            Places::From(first) => stream.words(*first, row),
            Places::Chosen(draws) => {
                stream.words_at(draws.get(self.factor).map_or(&[], Vec::as_slice), row)
            }
        }
    }
}

/// Random words of the draws of a block that say who of a panel comes in, by place in the panel.
pub(crate) struct PanelWords {
    places: Vec<Vec<u32>>,
}

/// Space to draw in, which a thread keeps.
#[derive(Default)]
pub(crate) struct Space {
    words: Vec<u32>,
    voices: Vec<f64>,
    chosen: Vec<f64>,
}

impl PanelWords {
    /// The words of `n` draws, for panels of up to `most` raters. The same for every
    /// rating of a panel, so that who comes in is the same in all that it rated.
    pub(crate) fn new(seed: u64, most: usize, drawn: &Drawn<'_>, n: usize) -> Self {
        let place = |k: usize| {
            let mut words = vec![0; n];
            let stream = Single::new(seed, stream_id(&format!("group-panel:{k}")));
            drawn.words(stream, &mut words);
            words
        };
        PanelWords { places: (0..most).map(place).collect() }
    }
}

impl GroupSampler {
    /// How the score of a group varies.
    pub(crate) fn new(a: &AssessmentInput, method: &GroupMethod, score: &GroupScore) -> Self {
        let sheets = &a.group_sheets;
        let code = sheets.groups.get(score.group).map_or("", |g| g.code.as_str());
        let mut sampler = GroupSampler { open: Vec::new(), panels: Vec::new() };
        for (attribute, said) in method.attributes.iter().zip(&score.attributes) {
            if said.open {
                let name = format!("group-open:{code}:{}", attribute.id);
                sampler.open.push(OpenDraw {
                    stream: Single::new(a.seed, stream_id(&name)),
                    adds: method.points.ladder().map(|points| attribute.weight * points),
                });
                continue;
            }
            let ratings = said.rows.iter().filter_map(|row| sheets.ratings.get(*row));
            let voice = |r: &GroupRating| {
                let name = format!(
                    "group-rating:{code}:{}:{}:{}:{}",
                    attribute.id,
                    r.period,
                    sheets.sources.code(r.source),
                    r.rater.map_or("", |rater| sheets.raters.code(rater))
                );
                let errs = misrated(a.method.confidence.scheme, r.grade);
                voice(
                    method,
                    attribute.weight,
                    (known_points(method, r.rating)?, errs),
                    a.seed,
                    &name,
                )
            };
            sampler.panels.push(ratings.filter_map(voice).collect());
        }
        sampler
    }

    /// The most raters of one attribute.
    pub(crate) fn raters(&self) -> usize {
        self.panels.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The variance that unknown and missing attributes give the score: each is uniform and by itself.
    pub(crate) fn open_variance(&self) -> f64 {
        let variance = |adds: &[f64; 4]| {
            let mean = adds.iter().sum::<f64>() / 4.0;
            adds.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 4.0
        };
        // Without any it is 0, where a sum of nothing would be -0.
        self.open.iter().fold(0.0, |all, o| all + variance(&o.adds))
    }

    /// The score in every draw.
    pub(crate) fn fill(
        &self,
        drawn: &Drawn<'_>,
        panel: &PanelWords,
        space: &mut Space,
        out: &mut [f64],
    ) {
        let n = out.len();
        out.fill(0.0);
        space.words.resize(n, 0);
        for open in &self.open {
            drawn.words(open.stream, &mut space.words);
            for (x, word) in out.iter_mut().zip(&space.words) {
                *x += open.adds[(word >> 30) as usize];
            }
        }
        for voices in &self.panels {
            space.voices.resize(voices.len() * n, 0.0);
            for (voice, row) in voices.iter().zip(space.voices.chunks_exact_mut(n.max(1))) {
                drawn.words(voice.stream, &mut space.words);
                voice.fill(&space.words, row);
            }
            match voices.len() {
                1 => out.iter_mut().zip(&space.voices).for_each(|(x, v)| *x += v),
                _ => panel.add_medians(&space.voices, (voices.len(), &mut space.chosen), out),
            }
        }
    }
}

fn voice(
    method: &GroupMethod,
    weight: f64,
    (points, errs): (f64, f64),
    seed: u64,
    name: &str,
) -> Option<Voice> {
    let ladder = method.points.ladder();
    let below = ladder.iter().rev().find(|step| **step < points).copied();
    let above = ladder.iter().find(|step| **step > points).copied();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 2^31")]
    let errs = (errs * 4_294_967_296.0) as u32;
    Some(Voice {
        stream: Single::new(seed, stream_id(name)),
        adds: weight * points,
        sides: [below, above].map(|side| weight * side.unwrap_or(points)),
        errs,
    })
}

impl Voice {
    /// What it adds in every draw.
    fn fill(&self, words: &[u32], row: &mut [f64]) {
        let [below, above] = self.sides;
        let (low, high) = (self.errs, u32::MAX - self.errs);
        for (x, word) in row.iter_mut().zip(words) {
            let up = if *word > high { above } else { self.adds };
            *x = if *word < low { below } else { up };
        }
    }
}

impl PanelWords {
    /// Adds in every draw the median over as many raters as there are, taken with replacement.
    fn add_medians(
        &self,
        of_voices: &[f64],
        (raters, chosen): (usize, &mut Vec<f64>),
        out: &mut [f64],
    ) {
        let n = out.len();
        if let ([a, b, c], 3) = (self.places.get(..3).unwrap_or_default(), raters) {
            // The usual panel, without sorting: what a large project waits for.
            let of = |word: u32, d: usize| of_voices[card(3, word).0 * n + d];
            for (d, x) in out.iter_mut().enumerate() {
                let (a, b, c) = (of(a[d], d), of(b[d], d), of(c[d], d));
                *x += a.min(b).max(a.max(b).min(c));
            }
            return;
        }
        chosen.resize(raters, 0.0);
        for (d, x) in out.iter_mut().enumerate() {
            for (slot, words) in chosen.iter_mut().zip(&self.places) {
                *slot = of_voices[card(raters, words[d]).0 * n + d];
            }
            *x += median(chosen).unwrap_or(0.0);
        }
    }
}
