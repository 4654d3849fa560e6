//! The form for ODK and Kobo. That the whole is valid was seen by `pyxform` 4.5.0 with ODK Validate
//! (`xls2xform COL.xlsform.xlsx`: no error, no warning); here is what a change would break.

use std::collections::BTreeSet;

use ideal_collect::{Field, IssueOptions, form_name, rows};

use super::{cells, drafted, issued};

fn form() -> Vec<u8> {
    let files = issued("BRA", IssueOptions { xlsform: true, ..IssueOptions::default() }).files;
    assert_eq!(files.len(), 2);
    assert_eq!(files[1].name, "BRA.xlsform.xlsx");
    files[1].bytes.clone()
}

#[test]
fn the_languages_are_those_of_the_round_the_panels_first() {
    let survey = cells(&form(), "survey");
    let labels: Vec<&str> = survey[0].iter().filter_map(|c| c.strip_prefix("label::")).collect();
    assert_eq!(labels, ["Português (pt)", "Español (es)", "English (en)"]);
    let settings = cells(&form(), "settings");
    let at = settings[0].iter().position(|c| c == "default_language").unwrap();
    assert_eq!(settings[1][at], "Português (pt)");
}

#[test]
fn every_cell_that_is_filled_in_is_a_flat_question_of_its_own() {
    let survey = cells(&form(), "survey");
    let names: Vec<&String> = survey.iter().skip(1).map(|r| &r[1]).collect();
    let unique: BTreeSet<&&String> = names.iter().collect();
    assert_eq!(unique.len(), names.len(), "two questions of one name");
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    assert!(names.iter().all(|n| n.starts_with(|c: char| c.is_ascii_alphabetic())));
    assert!(names.iter().all(|n| n.chars().all(word)));
    let kinds: BTreeSet<&str> =
        survey.iter().skip(1).map(|r| r[0].split(' ').next().unwrap()).collect();
    let flat = ["calculate", "decimal", "select_one", "text"];
    assert_eq!(kinds, flat.into_iter().collect());
    for row in rows(drafted(), drafted().panel("BRA").unwrap()) {
        for field in [Field::Best, Field::Low, Field::High, Field::Confidence, Field::Reason] {
            let name = form_name(&row.id, field);
            assert!(names.contains(&&name), "{name}");
        }
    }
}

#[test]
fn a_low_end_must_not_pass_the_best_value() {
    let survey = cells(&form(), "survey");
    let at = |column: &str| survey[0].iter().position(|c| c == column).unwrap();
    let id = "BRA/extortion/expert.market";
    let find = |field: Field| survey.iter().find(|r| r[1] == form_name(id, field)).unwrap();
    let best = form_name(id, Field::Best);
    assert_eq!(
        find(Field::Low)[at("constraint")],
        format!(". >= 0 and . <= 10 and . <= number(${{{best}}})")
    );
    assert_eq!(find(Field::Confidence)[at("constraint")], ". >= 50 and . <= 100");
    let message = &find(Field::Low)[at("constraint_message::Español (es)")];
    assert_eq!(message, "Un número de 0 a 10 que no pase del mejor valor.");
    let choices = cells(&form(), "choices");
    let list = find(Field::Best)[0].strip_prefix("select_one ").unwrap();
    assert_eq!(choices.iter().filter(|r| r[0] == list).count(), 14);
}

#[test]
fn a_case_and_its_question_are_sentences_of_their_own() {
    let survey = cells(&form(), "survey");
    let at = survey[0].iter().position(|c| c == "label::Español (es)").unwrap();
    let labels: Vec<&String> =
        survey.iter().filter(|r| r[1].ends_with("_best")).map(|r| &r[at]).collect();
    assert!(labels.iter().any(|label| label.starts_with("Caso 1: ")), "{labels:?}");
    assert!(
        labels.iter().all(|label| !label.contains("..") && !label.contains("?.")),
        "{labels:?}"
    );
    assert!(labels.iter().all(|label| label.ends_with("Mejor valor, de 0 a 10.")), "{labels:?}");
}
