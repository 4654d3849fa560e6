//! The words a round is drafted with, from the names of the method: questions, anchors, vignettes.

use ideal_model::method::{Direction, Indicator};
use ideal_model::{Lang, Method, Names, Period};
use ideal_report::{Catalogue, ReportError};

use crate::round::{Item, Vignette};

ideal_model::words! {
    /// What a rating is about, which decides how its question and scale are worded.
    pub enum Concept {
        /// How much of a criminal activity there is.
        Threat = "threat",
        /// The harm it does.
        Impact = "impact",
        /// A condition that favours it.
        Exposure = "exposure",
        /// A capacity, of which more is better.
        Response = "response",
    }
}

/// Nodes by whose ids a method says what is under them. Anything else is taken for a threat.
const CONCEPTS: [(&str, Concept); 7] = [
    ("threat", Concept::Threat),
    ("impact", Concept::Impact),
    ("harm", Concept::Impact),
    ("exposure", Concept::Exposure),
    ("vulnerability", Concept::Exposure),
    ("response", Concept::Response),
    ("resilience", Concept::Response),
];

/// The points that anchors are written for, as tenths of a scale.
const TENTHS: u32 = 10;

/// What a leaf is about. A high value of a leaf that points down, or of one that its parent sees
/// inverted, is good: it is worded as a capacity.
pub(crate) fn concept(method: &Method, leaf: &Indicator) -> Concept {
    let inverted = leaf.parent.is_some_and(|node| method.is_inverted(node));
    if (leaf.direction == Direction::Up) == inverted {
        return Concept::Response;
    }
    let mut at = leaf.parent;
    while let Some(node) = at.and_then(|i| method.nodes.get(i.get())) {
        match CONCEPTS.iter().find(|(id, _)| *id == node.id) {
            // What is bad when it is high is no capacity, wherever it stands.
            Some((_, Concept::Response)) if inverted => return Concept::Exposure,
            Some((_, concept)) => return *concept,
            None => at = node.parent,
        }
    }
    Concept::Threat
}

/// The catalogues of all languages.
pub(crate) struct Catalogues([(Lang, Catalogue); 3]);

impl Catalogues {
    pub(crate) fn new() -> Result<Self, ReportError> {
        let [a, b, c] = Lang::ALL;
        let of = |lang| Ok::<_, ReportError>((lang, Catalogue::new(lang)?));
        Ok(Catalogues([of(a)?, of(b)?, of(c)?]))
    }

    /// A name in each language, made of its catalogue.
    fn names(
        &self,
        make: impl Fn(Lang, &Catalogue) -> Result<String, ReportError>,
    ) -> Result<Names, ReportError> {
        let mut names = Names::default();
        for (lang, words) in &self.0 {
            let text = Some(make(*lang, words)?);
            match lang {
                Lang::Es => names.es = text,
                Lang::En => names.en = text,
                Lang::Pt => names.pt = text,
            }
        }
        Ok(names)
    }

    /// The question of an item that is called `name`.
    pub(crate) fn question(
        &self,
        concept: Concept,
        name: impl Fn(Lang) -> String,
        edition: Period,
    ) -> Result<Names, ReportError> {
        let id = format!("collect-question-{concept}");
        let edition = edition.to_string();
        self.names(|lang, words| {
            words.tell(&id, &[("name", name(lang).as_str()), ("edition", edition.as_str())])
        })
    }

    /// What the points of a scale mean; all of one with up to eleven points, else eleven of them.
    pub(crate) fn anchors(
        &self,
        concept: Concept,
        item: &Item,
    ) -> Result<Vec<(f64, Names)>, ReportError> {
        let [low, high] = item.scale;
        let points = item.points();
        let mut out = Vec::new();
        for tenth in 0..=TENTHS {
            let exact = low + (high - low) * f64::from(tenth) / f64::from(TENTHS);
            let Some(point) = nearest(&points, exact) else { continue };
            if out.last().is_some_and(|(last, _)| *last == point) {
                continue;
            }
            let id = format!("collect-anchor-{concept}-{tenth}");
            out.push((point, self.names(|_, words| words.tell(&id, &[]))?));
        }
        Ok(out)
    }

    /// The two vignettes of a concept, to be rated on the scale of `item`.
    pub(crate) fn vignettes(
        &self,
        concept: Concept,
        item: &str,
    ) -> Result<Vec<Vignette>, ReportError> {
        let of = |case: &str| {
            let id = format!("collect-vignette-{concept}-{case}");
            Ok(Vignette {
                id: format!("{concept}-{case}"),
                item: item.to_owned(),
                text: self.names(|_, words| words.tell(&id, &[]))?,
            })
        };
        ["a", "b"].into_iter().map(of).collect()
    }
}

/// The point nearest to a value, the lower of two.
fn nearest(points: &[f64], value: f64) -> Option<f64> {
    points.iter().copied().min_by(|a, b| (a - value).abs().total_cmp(&(b - value).abs()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn item(scale: [f64; 2]) -> Item {
        let (code, crime_areas) = ("x".to_owned(), vec!["*".to_owned()]);
        Item { code, crime_areas, scale, step: 1.0, question: Names::default(), anchors: vec![] }
    }

    #[test]
    fn every_concept_has_its_words_in_every_language() {
        let words = Catalogues::new().unwrap();
        let edition = "2023".parse().unwrap();
        for (_, concept) in Concept::ALL {
            let all = words.anchors(*concept, &item([0.0, 10.0])).unwrap();
            assert_eq!(all.len(), 11);
            let distinct: std::collections::BTreeSet<_> =
                all.iter().flat_map(|(_, n)| [&n.es, &n.en, &n.pt]).collect();
            assert_eq!(distinct.len(), 33, "{concept}: two points or languages say the same");
            assert_eq!(words.vignettes(*concept, "x").unwrap().len(), 2);
            let question = words.question(*concept, |_| "Mercado".to_owned(), edition).unwrap();
            assert!(question.es.unwrap().starts_with("Mercado: ¿"));
        }
    }

    #[test]
    fn a_scale_that_begins_at_one_has_no_anchor_twice() {
        let words = Catalogues::new().unwrap();
        let anchors = words.anchors(Concept::Threat, &item([1.0, 10.0])).unwrap();
        let points: Vec<f64> = anchors.iter().map(|(p, _)| *p).collect();
        assert_eq!(points, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]);
        assert_eq!(anchors[9].1.en.as_deref().map(|t| t.starts_with("In all")), Some(true));
    }
}
