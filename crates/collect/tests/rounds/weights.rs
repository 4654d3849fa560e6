//! The sheet `Weights` as it goes out.

use ideal_collect::{
    IssueOptions, Round, WeightField, WeightsAsked, issue, read_round, weight_rows, write_round,
};
use ideal_evidence::InMemory;
use ideal_model::JudgedBy;

use super::{cells, demo, drafted, parts};

/// The round with weights that are asked for, of the root's children and of those of the threat.
fn asking(by: JudgedBy) -> Round {
    let nodes = vec!["priority".to_owned(), "threat".to_owned()];
    Round { weights: Some(WeightsAsked { nodes, method: by }), ..drafted().clone() }
}

fn book(round: &Round, panel: &str) -> Vec<u8> {
    let options = IssueOptions { panel: Some(panel.to_owned()), ..IssueOptions::default() };
    issue(&InMemory::new(), demo(), round, &options).unwrap().files.remove(0).bytes
}

#[test]
fn every_way_of_asking_has_its_sheet_in_every_language() {
    for (word, by) in JudgedBy::ALL {
        let round = asking(*by);
        let asked = weight_rows(&demo().method, round.weights.as_ref().unwrap());
        for (panel, title) in
            [("COL", "Cuánto pesa"), ("BRA", "Quanto pesa"), ("HTI", "How much each part")]
        {
            let book = book(&round, panel);
            let parts = parts(&book);
            let workbook = &parts["xl/workbook.xml"];
            let sheets: Vec<&str> = workbook
                .split("<sheet name=\"")
                .skip(1)
                .map(|s| s.split('"').next().unwrap())
                .collect();
            assert_eq!(sheets, ["Guide", "Ratings", "Weights", "Lists", "Round"]);
            let all = cells(&book, "Weights");
            assert!(all.concat().iter().any(|text| text.starts_with(title)), "{word} {panel}");
            // Ids under the hidden head, as programs find them.
            let head = all.iter().position(|r| r[0] == WeightField::Id.word()).unwrap();
            let ids: Vec<&String> = all.iter().skip(head + 2).map(|r| &r[0]).collect();
            assert_eq!(ids, asked.iter().map(|r| &r.id).collect::<Vec<_>>(), "{word}");
            let sheet = &parts["xl/worksheets/sheet3.xml"];
            let hidden = format!("<row r=\"{}\"", head + 1);
            let row = sheet.split(&hidden).nth(1).unwrap().split('>').next().unwrap();
            assert!(row.contains("hidden=\"1\""), "{word}: {row}");
            // Every cell that is asked is checked, and the sheet is closed but for those.
            assert!(sheet.contains("<sheetProtection ") && !sheet.contains("password="));
            let kinds = asked.iter().map(|r| {
                use ideal_collect::WeightKind as K;
                match r.kind {
                    K::Pair => 2,
                    K::Child | K::Best | K::Worst | K::FromBest | K::ToWorst => 1,
                }
            });
            let checked: usize = sheet
                .split("<dataValidation ")
                .skip(1)
                .map(|v| v.split("sqref=\"").nth(1).unwrap().split('"').next().unwrap())
                .map(|range| range.split(' ').count())
                .sum();
            assert_eq!(checked, kinds.sum::<usize>(), "{word} {panel}");
        }
    }
}

#[test]
fn a_round_that_asks_for_weights_is_written_and_read_back() {
    let round = asking(JudgedBy::Ahp);
    let (again, findings) = read_round(&write_round(&round), "round.toml", &round.id, demo());
    assert_eq!((again, findings), (Some(round), vec![]));
    let text = write_round(&asking(JudgedBy::Bwm)).replace("\"threat\"]", "\"thret\", \"threat\"]");
    let (none, findings) = read_round(&text, "round.toml", "2023-1", demo());
    assert!(none.is_none());
    assert_eq!(findings[0].code, "unknown-node", "{findings:?}");
}
