//! The publishers' sources, as an import declares them.

use ideal_model::Source;

/// Whose figures they are, and on what terms. A licence is what the publisher states or what is
/// generally known of its terms, and then marked as not confirmed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    pub(crate) publisher: &'static str,
    pub(crate) title: &'static str,
    pub(crate) url: &'static str,
    pub(crate) licence: &'static str,
    /// Ids of the sources that it is built from.
    pub(crate) lineage: &'static [&'static str],
}

impl Terms {
    /// The source with this id. `retrieved` is left to the person who downloaded the file.
    pub(crate) fn source(&self, id: &str) -> Source {
        Source {
            id: id.to_owned(),
            publisher: self.publisher.to_owned(),
            title: self.title.to_owned(),
            url: self.url.to_owned(),
            licence: self.licence.to_owned(),
            retrieved: String::new(),
            lineage: self.lineage.iter().map(|s| (*s).to_owned()).collect(),
        }
    }
}

/// Sources that no importer reads, and that those of mappings may be built from.
pub(crate) const UNREAD: [(&str, Terms); 1] = [(
    "sdg",
    Terms {
        publisher: "United Nations Statistics Division",
        title: "Global SDG Indicators Database",
        url: "https://unstats.un.org/sdgs/dataportal",
        licence: "UN data, with attribution (not confirmed)",
        lineage: &[],
    },
)];

/// Adds the sources that `sources` are built from, where they are `known` by their ids, so that
/// every lineage finds its ancestors.
pub(crate) fn with_ancestors(
    mut sources: Vec<Source>,
    known: impl Fn(&str) -> Option<Source>,
) -> Vec<Source> {
    let mut i = 0;
    while let Some(s) = sources.get(i) {
        for parent in s.lineage.clone() {
            if !sources.iter().any(|s| s.id == parent)
                && let Some(k) = known(&parent)
            {
                sources.push(k);
            }
        }
        i += 1;
    }
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    sources.dedup_by(|a, b| a.id == b.id);
    sources
}
