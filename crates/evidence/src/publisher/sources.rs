//! The publishers' sources, as an import declares them. A licence is what the publisher states or
//! what is generally known of its terms, and then marked as not confirmed; `retrieved` is left to
//! the person who downloaded the file.

use ideal_model::Source;

struct Known {
    id: &'static str,
    publisher: &'static str,
    title: &'static str,
    url: &'static str,
    licence: &'static str,
    lineage: &'static [&'static str],
}

const UNODC: &str = "United Nations Office on Drugs and Crime";
const UN_TERMS: &str = "UN terms of use, with attribution; not an open licence";
const WDR: &str =
    "https://www.unodc.org/unodc/en/data-and-analysis/world-drug-report-2025-annex.html";

const KNOWN: [Known; 14] = [
    Known {
        id: "bti",
        publisher: "Bertelsmann Stiftung",
        title: "Bertelsmann Transformation Index, scores",
        url: "https://bti-project.org/en/downloads",
        licence: "CC BY 4.0 (not confirmed)",
        lineage: &[],
    },
    Known {
        id: "coinr",
        publisher: "the user's COINr files",
        title: "iData and iMeta",
        url: "https://bluefoxr.github.io/COINr/",
        licence: "as the files' own",
        lineage: &[],
    },
    Known {
        id: "oc-index",
        publisher: "Global Initiative Against Transnational Organized Crime",
        title: "Global Organized Crime Index, dataset",
        url: "https://ocindex.net/downloads",
        licence: "all rights reserved (no licence in the file)",
        lineage: &[],
    },
    Known {
        id: "sdg",
        publisher: "United Nations Statistics Division",
        title: "Global SDG Indicators Database",
        url: "https://unstats.un.org/sdgs/dataportal",
        licence: "UN data, with attribution (not confirmed)",
        lineage: &[],
    },
    Known {
        id: "ucdp",
        publisher: "Uppsala Conflict Data Program, Uppsala University",
        title: "UCDP country-year dataset on organised violence",
        url: "https://ucdp.uu.se/downloads/",
        licence: "CC BY 4.0 (confirm on UCDP's page)",
        lineage: &[],
    },
    Known {
        id: "undp-hdr",
        publisher: "United Nations Development Programme",
        title: "Human Development Report, composite indices, complete time series",
        url: "https://hdr.undp.org/data-center/documentation-and-downloads",
        licence: "CC BY 3.0 IGO",
        lineage: &[],
    },
    Known {
        id: "unodc-coca",
        publisher: UNODC,
        title: "World Drug Report, annex 6.1.1: illicit coca bush cultivation",
        url: WDR,
        licence: UN_TERMS,
        lineage: &[],
    },
    Known {
        id: "unodc-cts",
        publisher: UNODC,
        title: "UN Survey of Crime Trends and Operations of Criminal Justice Systems (UN-CTS)",
        url: "https://dataunodc.un.org/",
        licence: UN_TERMS,
        lineage: &[],
    },
    Known {
        id: "unodc-firearms",
        publisher: UNODC,
        title: "Illicit Arms Flows Questionnaire, data",
        url: "https://dataunodc.un.org/dp-firearms-trafficking",
        licence: UN_TERMS,
        lineage: &[],
    },
    Known {
        id: "unodc-glotip",
        publisher: UNODC,
        title: "Global Report on Trafficking in Persons, data",
        url: "https://dataunodc.un.org/dp-trafficking-persons",
        licence: UN_TERMS,
        lineage: &[],
    },
    Known {
        id: "unodc-prevalence",
        publisher: UNODC,
        title: "World Drug Report, annex 1.2: prevalence of drug use in the general population",
        url: WDR,
        licence: UN_TERMS,
        lineage: &[],
    },
    Known {
        id: "unodc-seizures",
        publisher: UNODC,
        title: "World Drug Report, annex 7.1: drug seizures",
        url: WDR,
        licence: UN_TERMS,
        lineage: &[],
    },
    Known {
        id: "wgi",
        publisher: "World Bank",
        title: "Worldwide Governance Indicators",
        url: "https://www.worldbank.org/en/publication/worldwide-governance-indicators",
        licence: "CC BY 4.0",
        lineage: &["bti"],
    },
    Known {
        id: "worldbank",
        publisher: "World Bank",
        title: "World Development Indicators",
        url: "https://databank.worldbank.org/source/world-development-indicators",
        licence: "CC BY 4.0",
        lineage: &[],
    },
];

/// The source with this id, as importers declare it.
pub(crate) fn known(id: &str) -> Option<Source> {
    KNOWN.iter().find(|k| k.id == id).map(|k| Source {
        id: k.id.to_owned(),
        publisher: k.publisher.to_owned(),
        title: k.title.to_owned(),
        url: k.url.to_owned(),
        licence: k.licence.to_owned(),
        retrieved: String::new(),
        lineage: k.lineage.iter().map(|s| (*s).to_owned()).collect(),
    })
}

/// Adds the sources that `sources` are built from, where they are known, so that every lineage
/// finds its ancestors.
pub(crate) fn with_ancestors(mut sources: Vec<Source>) -> Vec<Source> {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn ids_are_sorted_and_lineages_known() {
        assert!(KNOWN.is_sorted_by(|a, b| a.id < b.id));
        for k in &KNOWN {
            assert!(k.lineage.iter().all(|p| known(p).is_some()), "{}", k.id);
        }
        let both = with_ancestors(vec![known("wgi").unwrap()]);
        assert_eq!(both.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["bti", "wgi"]);
    }
}
