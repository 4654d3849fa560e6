//! How a round stands after workbooks came back.

use ideal_collect::{Field, Status, status, status_pages};
use ideal_evidence::Folder;
use ideal_model::Lang;

use super::project::{Book, Project};

const MARKET: [&str; 5] = [
    "COL/extortion/expert.market",
    "COL/drug_cocaine/expert.market",
    "ECU/extortion/expert.market",
    "ECU/drug_cocaine/expert.market",
    "vignette/v1",
];

fn found(p: &Project) -> Status {
    status(&Folder::new(p.path()), &p.round()).unwrap()
}

fn rated(p: &Project, panel: &str, rater: &str, ratings: &[(&str, f64)]) -> Book {
    let mut book = p.book(panel, rater);
    for (id, best) in ratings {
        book.rate(id, *best, 0.0, 10.0);
    }
    book
}

/// Two raters of each panel; the second of Colombia gives a reason and a mark.
fn answered() -> Project {
    let p = Project::new();
    let folder = p.path().join("in");
    let market = |skip: usize, values: &[f64]| -> Vec<(&str, f64)> {
        MARKET.iter().copied().skip(skip).zip(values.iter().copied()).collect()
    };
    let own = |area: &'static str, value: f64| [(area, value)];
    let (col, ecu) = ("COL/*/expert.actors", "ECU/*/expert.actors");
    let mut first = rated(
        &p,
        "COL",
        "R1",
        &[market(0, &[2.0, 5.0, 4.0, 6.0, 3.0]), own(col, 3.0).to_vec()].concat(),
    );
    first.set(ecu, Field::Best, "unknown");
    let mut second = rated(
        &p,
        "COL",
        "R2",
        &[market(0, &[8.0, 6.0, 5.0, 7.0, 4.0]), own(col, 4.0).to_vec()].concat(),
    );
    second.set(MARKET[0], Field::Reason, "Un motivo reservado").set(MARKET[0], Field::Tlp, "RED");
    let third =
        rated(&p, "ECU", "R1", &[market(2, &[7.0, 9.0, 8.0]), own(ecu, 5.0).to_vec()].concat());
    let fourth =
        rated(&p, "ECU", "R2", &[market(2, &[6.5, 8.5, 7.0]), own(ecu, 5.0).to_vec()].concat());
    let files = [(first, "1.xlsx"), (second, "2.xlsx"), (third, "3.xlsx"), (fourth, "4.xlsx")];
    let files: Vec<_> = files.iter().map(|(book, name)| book.save(&folder, name)).collect();
    let received = p.receive(&files);
    assert_eq!(received.findings, []);
    p
}

#[test]
fn a_round_without_an_answer_waits_for_all() {
    let found = found(&Project::new());
    let waiting: Vec<&str> = found.waiting().map(|p| p.panel.as_str()).collect();
    assert_eq!(waiting, ["COL", "ECU"]);
    // Seven rows for each of three raters, four for each of two.
    let counts: Vec<_> = found.panels.iter().map(|p| (p.rows, p.answered, p.share)).collect();
    assert_eq!(counts, [(21, 0, Some(0.0)), (8, 0, Some(0.0))]);
    assert_eq!((found.items[0].raters, found.items[0].units, found.items[0].alpha), (0, 0, None));
    assert!(found.disagreements.is_empty() && found.severity.is_empty());
}

#[test]
fn panels_say_what_has_come_of_what_is_asked() {
    let found = found(&answered());
    let [col, ecu] = &found.panels[..] else { panic!("{:?}", found.panels) };
    assert_eq!((col.expected, col.raters, col.rows, col.answered, col.unknown), (3, 2, 21, 13, 1));
    assert_eq!((ecu.expected, ecu.raters, ecu.rows, ecu.answered, ecu.unknown), (2, 2, 8, 8, 0));
    assert_eq!((col.share, ecu.share), (Some(13.0 / 21.0), Some(1.0)));
    // Five rows of the first item for three raters, two of the second.
    assert_eq!(col.by_item, [Some(10.0 / 15.0), Some(3.0 / 6.0)]);
    let waiting: Vec<&str> = found.waiting().map(|p| p.panel.as_str()).collect();
    assert_eq!(waiting, ["COL"]);
}

#[test]
fn agreement_and_severity_are_those_of_other_programs() {
    let found = found(&answered());
    let market = &found.items[0];
    assert_eq!((market.level, market.raters, market.units), ("interval", 4, 5));
    // krippendorff 0.9.0: alpha(reliability_data=[[2, 5, 4, 6, 3], [8, 6, 5, 7, 4], [nan, nan, 7,
    // 9, 8], [nan, nan, 6.5, 8.5, 7]], level_of_measurement="interval").
    assert!((market.alpha.unwrap() + 0.1407520325203253).abs() < 1e-12, "{market:?}");
    assert!(market.alpha_low < market.alpha && market.alpha < market.alpha_high);
    // scipy 1.17.1: (1 + spearmanr([2, 5, 4, 6, 3], [8, 6, 5, 7, 4])[0]) / 2, for the two who
    // rated all five rows. All four rated the vignette and Ecuador's two rows.
    assert!((market.w.unwrap() - 0.5).abs() < 1e-12, "{market:?}");
    assert!(market.icc.is_some());
    assert_eq!((found.items[1].raters, found.items[1].units), (4, 2));
    // statsmodels 0.15.0: mixedlm("y ~ 0 + C(u)", d, groups=d["r"]).fit(reml=True, method=["powell",
    // "bfgs"]) on all eighteen numbers times ten; random_effects.
    let expected = [-20.830948, -3.784806, 14.553517, 10.062237];
    let names: Vec<String> =
        found.severity.iter().map(|r| format!("{}/{}", r.panel, r.rater)).collect();
    assert_eq!(names, ["COL/R1", "COL/R2", "ECU/R1", "ECU/R2"]);
    for (rater, expected) in found.severity.iter().zip(expected) {
        assert!((rater.severity.unwrap() - expected).abs() < 0.01, "{rater:?}");
        assert!(rater.connected && rater.se.unwrap() > 0.0);
    }
}

#[test]
fn what_a_second_round_would_ask_is_listed_widest_first() {
    let p = answered();
    let found = found(&p);
    let [d] = &found.disagreements[..] else { panic!("{:?}", found.disagreements) };
    assert_eq!(
        [&*d.territory, &*d.crime_area, &*d.indicator],
        ["COL", "extortion", "expert.market"]
    );
    // numpy 2.4.6: numpy.percentile([2, 8], [25, 50, 75]) is [3.5, 5, 6.5].
    assert_eq!((d.n, d.median, d.low_quartile, d.high_quartile), (2, 5.0, 3.5, 6.5));
    // A wider one comes first, whatever the order of the rows.
    let wider = [("COL/extortion/expert.market", 0.0), ("COL/drug_cocaine/expert.market", 10.0)];
    let third = rated(&p, "COL", "R3", &wider).save(&p.path().join("in"), "5.xlsx");
    let second = rated(&p, "COL", "R1", &[("COL/drug_cocaine/expert.market", 0.0)]);
    p.receive(&[third, second.save(&p.path().join("in"), "6.xlsx")]);
    let areas: Vec<String> =
        self::found(&p).disagreements.iter().map(|d| d.crime_area.clone()).collect();
    // Extortion 8 and 0, quartiles 2 and 6; cocaine 0, 6, 10, quartiles 3 and 8.
    assert_eq!(areas, ["drug_cocaine", "extortion"]);
}

#[test]
fn panels_without_a_row_in_common_are_not_connected() {
    let p = Project::new();
    let folder = p.path().join("in");
    let own = ["COL/extortion/expert.market", "COL/drug_cocaine/expert.market"];
    let file = |rater: &str, values: [f64; 2]| {
        let ratings: Vec<(&str, f64)> = own.into_iter().zip(values).collect();
        rated(&p, "COL", rater, &ratings).save(&folder, &format!("{rater}.xlsx"))
    };
    let other = rated(&p, "ECU", "R1", &[("ECU/extortion/expert.market", 3.0)]);
    let files = [file("R1", [2.0, 3.0]), file("R2", [4.0, 5.5]), other.save(&folder, "other.xlsx")];
    p.receive(&files);
    let found = found(&p);
    assert!(found.severity.iter().all(|r| !r.connected), "{:?}", found.severity);
    let estimated: Vec<bool> = found.severity.iter().map(|r| r.severity.is_some()).collect();
    assert_eq!(estimated, [true, true, false]);
    let json = serde_json::to_value(&found).unwrap();
    assert!(json["severity"][2]["severity"].is_null() && json["items"][0]["alpha_low"].is_null());
}

#[test]
fn the_page_is_the_coordinators_in_the_languages_of_the_round() {
    let p = answered();
    let pages = status_pages(&found(&p), &p.input(), &p.round()).unwrap();
    let files: Vec<&str> = pages.iter().map(|p| p.file.as_str()).collect();
    assert_eq!(files, ["status.html", "status.en.html"]);
    for page in &pages {
        // The strictest of the round's mark and of what came back stands at the top.
        let top = page.html.split("<h1>").next().unwrap();
        assert!(top.contains("<p class=\"mark\" role=\"note\"><span>TLP:RED</span></p>"));
        assert!(page.html.contains("COL/R1") && !page.html.contains("motivo reservado"));
    }
    assert!(pages[0].html.contains("lang=\"es\"") && pages[0].html.contains("segunda vuelta"));
    assert!(pages[1].html.contains("lang=\"en\"") && pages[1].html.contains("a second round pays"));
    assert_eq!(p.round().languages, [Lang::Es, Lang::En]);
}
