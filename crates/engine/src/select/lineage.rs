//! Which sources are independent of one another.

use std::collections::BTreeMap;

use ideal_model::AssessmentInput;

/// The sources that each source is built from, by index; and the index of each source of the
/// evidence.
#[derive(Default)]
pub(crate) struct Lineage {
    parents: Vec<Vec<usize>>,
    of_evidence: Vec<Option<usize>>,
}

impl Lineage {
    /// The lineage of the sources of an assessment.
    pub(crate) fn new(a: &AssessmentInput) -> Self {
        let mut places: BTreeMap<&str, usize> =
            a.sources.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
        // What nobody declares may be an ancestor of two all the same.
        for id in a.sources.iter().flat_map(|s| &s.lineage) {
            let next = places.len();
            places.entry(id).or_insert(next);
        }
        let place = |id: &str| places.get(id).copied();
        Lineage {
            parents: a
                .sources
                .iter()
                .map(|s| s.lineage.iter().filter_map(|p| place(p)).collect())
                .collect(),
            of_evidence: a.evidence.sources.iter().map(place).collect(),
        }
    }

    /// How many of these sources share no ancestor with another. It takes as long as they have
    /// ancestors together.
    pub(crate) fn independent(&self, sources: &[u32]) -> usize {
        // One is asked for nearly always, once per leaf and unit.
        if sources.len() < 2 {
            return 1;
        }
        // The source that came by first, of those asked for.
        let mut reached: BTreeMap<usize, usize> = BTreeMap::new();
        let mut group: Vec<usize> = (0..sources.len()).collect();
        for (k, s) in sources.iter().enumerate() {
            let mut open: Vec<usize> =
                self.of_evidence.get(*s as usize).copied().flatten().into_iter().collect();
            while let Some(at) = open.pop() {
                if let Some(other) = reached.get(&at) {
                    let (mine, other) = (group[k], group[*other]);
                    if mine != other {
                        group.iter_mut().filter(|g| **g == other).for_each(|g| *g = mine);
                    }
                    continue;
                }
                reached.insert(at, k);
                open.extend(self.parents.get(at).into_iter().flatten());
            }
        }
        group.sort_unstable();
        group.dedup();
        group.len()
    }
}
