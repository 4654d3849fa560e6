//! What a round is drafted from, and that nothing a coordinator wrote is lost.

use std::fs;

use ideal_collect::{CollectError, plan};
use ideal_model::Lang;

use super::{demo, drafted};

#[test]
fn it_asks_what_experts_are_asked_and_evidence_lacks() {
    let round = drafted();
    let codes: Vec<&str> = round.items.iter().map(|i| i.code.as_str()).collect();
    // Leaves of kind `expert` that the Bertelsmann Stiftung rates have evidence: they are not asked.
    assert_eq!(
        codes,
        [
            "expert.market",
            "expert.impact",
            "expert.response.police",
            "expert.response.cooperation",
            "expert.response.victims"
        ]
    );
    let market = round.item("expert.market").unwrap();
    assert_eq!(
        market.crime_areas,
        [
            "contraband",
            "csea",
            "enforced_disappearance",
            "extortion",
            "illegal_mining",
            "iuu_fishing",
            "waste"
        ]
    );
    assert_eq!((market.scale, market.step), ([0.0, 10.0], 1.0));
    assert_eq!(market.anchors.len(), 11);
    assert_eq!(round.item("expert.response.police").unwrap().crime_areas, ["*"]);
    assert_eq!(round.edition.to_string(), "2023");
}

#[test]
fn panels_speak_the_language_of_their_country() {
    let language = |panel: &str| drafted().panel(panel).unwrap().languages.clone();
    assert_eq!(language("BRA"), [Lang::Pt]);
    assert_eq!(language("COL"), [Lang::Es]);
    assert_eq!(language("HTI"), [Lang::En]);
    assert_eq!(drafted().panels.len(), 20);
}

#[test]
fn every_panel_rates_two_or_three_territories_of_others() {
    for panel in &drafted().panels {
        assert!((2..=3).contains(&panel.bridge.len()), "{panel:?}");
        assert!(!panel.bridge.contains(&panel.territories[0]));
    }
}

#[test]
fn two_vignettes_for_each_kind_of_item_name_no_country() {
    let round = drafted();
    let ids: Vec<&str> = round.vignettes.iter().map(|v| v.id.as_str()).collect();
    let kinds = ["threat", "impact", "response"];
    let both: Vec<String> =
        kinds.iter().flat_map(|k| [format!("{k}-a"), format!("{k}-b")]).collect();
    assert_eq!(ids, both);
    for vignette in &round.vignettes {
        for lang in Lang::ALL {
            let text = vignette.text.get(lang).unwrap();
            for territory in &demo().territories {
                let name = territory.names.or_code(lang, &territory.code);
                assert!(!text.contains(name), "{} names {name}", vignette.id);
            }
        }
    }
}

#[test]
fn a_round_that_is_there_is_never_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let plan = |id: &str| plan(folder.path(), demo(), id, |_| {});
    fs::write(folder.path().join("assessment.toml"), "id = \"x\"\n").unwrap();
    let planned = plan("2023-1").unwrap();
    assert_eq!(planned.path, folder.path().join("rounds/2023-1/round.toml"));
    // The method gives the slots of a national response no weight.
    assert_eq!(planned.idle.len(), 3);
    fs::write(&planned.path, "mine").unwrap();
    let again = plan("2023-1").unwrap_err();
    assert!(matches!(again, CollectError::Planned(_)), "{again}");
    assert_eq!(fs::read_to_string(&planned.path).unwrap(), "mine");
    let outside = plan("../2023-1").unwrap_err();
    assert!(matches!(outside, CollectError::BadId(_)), "{outside}");
}
