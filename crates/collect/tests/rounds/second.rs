//! The second round: who is asked again, about what, and what nobody may see.

use ideal_collect::{CollectError, IssueOptions, Issued, ratings_path};
use ideal_evidence::InMemory;

use super::{cells, demo, drafted, parts};

/// Raters of Colombia who differ on extortion and agree on waste; one of Ecuador.
const RATINGS: &str = "\
panel,rater,second,id,best,low,high,confidence,reliability,credibility,tlp,reason
COL,R1,false,COL/extortion/expert.market,2,1,4,80,,,,Hay pocas denuncias
COL,R1,false,COL/waste/expert.market,3,,,,,,,
COL,R3,false,COL/extortion/expert.market,9,8,10,80,,,,\"Se paga en todo el país, con recibo\"
COL,R3,false,COL/waste/expert.market,4,,,,,,,
COL,R4,false,COL/extortion/expert.market,10,9,10,80,,,,
COL,R4,false,COL/waste/expert.market,5,,,,,,,
COL,R5,false,COL/extortion/expert.market,unknown,,,,,,,
COL,ZARIGUEYA,false,COL/extortion/expert.market,5,4,6,80,,,,
COL,ZARIGUEYA,false,COL/waste/expert.market,4,,,,,,,
ECU,R1,false,COL/extortion/expert.market,1,,,,,,,De otro panel
";

fn second(threshold: Option<f64>) -> Issued {
    let project = InMemory::new().with(&ratings_path("2023-1"), RATINGS);
    let options = IssueOptions { second: true, threshold, ..IssueOptions::default() };
    ideal_collect::issue(&project, demo(), drafted(), &options).unwrap()
}

#[test]
fn only_rows_on_which_raters_differ_are_asked_again() {
    let issued = second(None);
    assert_eq!(issued.disagreements.len(), 1);
    let found = &issued.disagreements[0];
    assert_eq!(found.row, "COL/extortion/expert.market");
    // numpy 2.4.6: numpy.percentile([2, 5, 9, 10], [25, 50, 75]) is [4.25, 7, 9.25].
    assert_eq!((found.raters, found.median, found.quartiles), (4, 7.0, [4.25, 9.25]));
    // numpy.percentile([3, 4, 4, 5], [25, 75]) is [3.75, 4.25]: half a point apart.
    assert_eq!(second(Some(0.4)).disagreements.len(), 2);
    // Raters of waste lie a point from their median, twice half a point.
    assert_eq!(second(Some(0.5)).disagreements.len(), 2);
    assert_eq!(second(Some(0.6)).disagreements.len(), 1);
    assert!(second(Some(5.0)).files.is_empty());
}

#[test]
fn each_rater_sees_his_own_rating_and_what_the_panel_said() {
    let issued = second(None);
    let names: Vec<&str> = issued.files.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "COL.es.second.R1.xlsx",
            "COL.es.second.R3.xlsx",
            "COL.es.second.R4.xlsx",
            "COL.es.second.R5.xlsx",
            "COL.es.second.ZARIGUEYA.xlsx"
        ]
    );
    let all = cells(&issued.files[1].bytes, "Ratings");
    assert_eq!(all.len(), 3);
    let value = |field: &str| {
        let at = all[0].iter().position(|name| name == field).unwrap();
        all[2][at].as_str()
    };
    assert_eq!(value("id"), "COL/extortion/expert.market");
    assert_eq!([value("own_best"), value("own_low"), value("own_high")], ["9", "8", "10"]);
    assert_eq!([value("panel_raters"), value("panel_median")], ["4", "7"]);
    assert_eq!([value("panel_low_quartile"), value("panel_high_quartile")], ["4.25", "9.25"]);
    assert_eq!(
        value("panel_reasons"),
        "• Hay pocas denuncias\n• Se paga en todo el país, con recibo"
    );
    assert_eq!([value("best"), value("low")], ["", ""]);
    let unsure = cells(&issued.files[3].bytes, "Ratings");
    let at = unsure[0].iter().position(|name| name == "own_best").unwrap();
    assert_eq!(unsure[2][at], "unknown");
    let machine = cells(&issued.files[1].bytes, "Round");
    assert!(machine.iter().any(|r| r[0] == "rater" && r[1] == "R3"));
    assert!(machine.iter().any(|r| r[0] == "second" && r[1] == "true"));
}

#[test]
fn no_workbook_says_who_gave_a_reason_or_what_another_panel_said() {
    for file in second(None).files {
        let text: String = parts(&file.bytes).into_values().collect();
        assert_eq!(text.contains("ZARIGUEYA"), file.rater.as_deref() == Some("ZARIGUEYA"));
        assert!(!text.contains("De otro panel"), "{}", file.name);
    }
}

#[test]
fn a_reason_marked_above_the_round_goes_nowhere() {
    // The round is marked TLP:AMBER; R3 marks his answer more strictly.
    assert_eq!(drafted().handling.tlp, ideal_model::Tlp::Amber);
    let red = RATINGS.replace("9,8,10,80,,,,", "9,8,10,80,,,TLP:RED,");
    let project = InMemory::new().with(&ratings_path("2023-1"), &red);
    let options = IssueOptions { second: true, ..IssueOptions::default() };
    let issued = ideal_collect::issue(&project, demo(), drafted(), &options).unwrap();
    assert_eq!((issued.files.len(), issued.withheld), (5, 1));
    for file in issued.files {
        let text: String = parts(&file.bytes).into_values().collect();
        assert!(!text.contains("con recibo") && text.contains("Hay pocas denuncias"));
        assert!(text.contains("1 motivo más no figura aquí"), "{}", file.name);
    }
}

#[test]
fn figures_of_the_panel_are_of_three_raters_whose_mark_lets_them_out() {
    let shown = |ratings: &str| -> Vec<String> {
        let project = InMemory::new().with(&ratings_path("2023-1"), ratings);
        let options = IssueOptions { second: true, ..IssueOptions::default() };
        let issued = ideal_collect::issue(&project, demo(), drafted(), &options).unwrap();
        let all = cells(&issued.files.last().unwrap().bytes, "Ratings");
        ["panel_raters", "panel_median", "panel_low_quartile", "panel_reasons"]
            .map(|field| {
                let at = all[0].iter().position(|name| name == field).unwrap();
                all[2].get(at).cloned().unwrap_or_default()
            })
            .to_vec()
    };
    // Of 2, 9, 10 and 5 the 9 is marked above the round: numpy.median([2, 10, 5]) is 5.
    let red = RATINGS.replace("9,8,10,80,,,,", "9,8,10,80,,,TLP:RED,");
    let found = shown(&red);
    assert_eq!(found[..3], ["3", "5", "3.5"]);
    assert!(found[3].contains("1 valoración más no se resume"), "{found:?}");
    // Two say how many there are, and nothing that tells what each of them gave.
    let two = red.replace("10,9,10,80,,,,", "unknown,,,,,,,");
    let found = shown(&two);
    assert_eq!(found[..3], ["2", "", ""]);
    assert!(found[3].contains("con menos de tres"), "{found:?}");
}

#[test]
fn a_rater_who_is_a_path_is_none() {
    for rater in ["x/../../PWNED", "Juan Perez", "r1", ""] {
        let text = RATINGS.replace("COL,R1,", &format!("COL,{rater},"));
        let project = InMemory::new().with(&ratings_path("2023-1"), &text);
        let options = IssueOptions { second: true, ..IssueOptions::default() };
        let e = ideal_collect::issue(&project, demo(), drafted(), &options).unwrap_err();
        assert!(matches!(&e, CollectError::Round(f) if f[0].code == "bad-record"), "{rater}: {e}");
    }
}

#[test]
fn a_second_round_needs_a_first() {
    let options = IssueOptions { second: true, ..IssueOptions::default() };
    let nothing = ideal_collect::issue(&InMemory::new(), demo(), drafted(), &options);
    assert!(matches!(nothing, Err(CollectError::NoRatings(_))));
    let broken = InMemory::new().with(&ratings_path("2023-1"), "panel,rater\nCOL,R1\n");
    let e = ideal_collect::issue(&broken, demo(), drafted(), &options).unwrap_err();
    assert!(matches!(&e, CollectError::Round(findings) if findings[0].code == "bad-record"), "{e}");
}

#[test]
fn one_who_stands_alone_is_asked_again_with_his_panel() {
    // Quartiles of 3, 3, 3, 3 and 7 lie together; one of them is four points from the median.
    let head = RATINGS.lines().next().unwrap();
    let rows: String = [("R1", 3), ("R2", 3), ("R3", 3), ("R4", 3), ("R5", 7)]
        .map(|(r, best)| format!("COL,{r},false,COL/waste/expert.market,{best},,,,,,,\n"))
        .concat();
    let project = InMemory::new().with(&ratings_path("2023-1"), &format!("{head}\n{rows}"));
    let options = IssueOptions { second: true, ..IssueOptions::default() };
    let issued = ideal_collect::issue(&project, demo(), drafted(), &options).unwrap();
    assert_eq!((issued.files.len(), issued.disagreements[0].quartiles), (5, [3.0, 3.0]));
}
