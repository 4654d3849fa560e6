//! Exports of forms, as ODK Central and Kobo write them.

use std::path::PathBuf;

use ideal_collect::{Field, FileOutcome, MachineKey, form_name, received, rows};
use ideal_evidence::Folder;

use crate::project::Project;
use crate::{MARKET, pairs};

/// An export of the form of COL: a head and lines, in which a cell is named by its field. `before`
/// are the names of columns that the server adds, `group` stands before those of the form.
struct Export<'a> {
    before: &'a [&'a str],
    group: &'a str,
    delimiter: char,
}

const CENTRAL: Export<'_> =
    Export { before: &["SubmissionDate", "meta-instanceID"], group: "", delimiter: ',' };
const KOBO: Export<'_> =
    Export { before: &["start", "_submission_time"], group: "data/", delimiter: ';' };

impl Export<'_> {
    fn save(&self, p: &Project, name: &str, lines: &[Vec<(String, &str)>]) -> PathBuf {
        let round = p.round();
        let mut names: Vec<String> =
            MachineKey::ALL.iter().map(|(word, _)| (*word).to_owned()).collect();
        for row in rows(&round, round.panel("COL").unwrap()) {
            let fields = ideal_collect::columns(false).filter(|c| c.filled);
            names.extend(fields.map(|c| form_name(&row.id, c.field)));
        }
        let sha = p.input().method_sha256;
        let from = p.issued_from("COL", None);
        let known = |name: &str| match name {
            "schema" => "1".to_owned(),
            "round" => "r1".to_owned(),
            "panel" => "COL".to_owned(),
            "language" => "es".to_owned(),
            "method_sha256" => sha.clone(),
            "second" => "false".to_owned(),
            "issued_from" => from.clone(),
            _ => String::new(),
        };
        let join = |cells: Vec<String>| cells.join(&self.delimiter.to_string()) + "\r\n";
        let own = |text: &&str| (*text).to_owned();
        let head = self.before.iter().map(own);
        let mut text =
            join(head.chain(names.iter().map(|n| format!("{}{n}", self.group))).collect());
        for line in lines {
            let all = self.before.iter().map(own).chain(names.iter().cloned());
            let cell = |name: String| {
                let found = line.iter().find(|(n, _)| *n == name);
                found.map_or_else(|| known(&name), |(_, text)| (*text).to_owned())
            };
            text += &join(all.map(cell).collect());
        }
        let folder = p.path().join("in");
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, format!("\u{feff}{text}")).unwrap();
        path
    }
}

fn rated<'a>(rater: &'a str, sent: &'a str, best: &'a str) -> Vec<(String, &'a str)> {
    pairs(&[
        ("rater", rater),
        ("SubmissionDate", sent),
        ("_submission_time", sent),
        (&form_name(MARKET, Field::Best), best),
        (&form_name(MARKET, Field::Low), "2"),
        (&form_name(MARKET, Field::High), "9.5"),
        (&form_name(MARKET, Field::Confidence), "80"),
        (&form_name(MARKET, Field::Reliability), "B"),
    ])
}

#[test]
fn exports_of_both_servers_are_read() {
    for (export, name) in [(CENTRAL, "central.csv"), (KOBO, "kobo.csv")] {
        let p = Project::new();
        let lines = [rated("R1", "2026-03-01T10:00:00Z", "7.5"), rated("R2", "", "unknown")];
        // A rating that is no number has no range in the form.
        let mut lines = lines.to_vec();
        lines[1].retain(|(n, _)| !n.ends_with("_low") && !n.ends_with("_high"));
        lines[1].retain(|(n, _)| !n.ends_with("_confidence"));
        let found = p.receive(&[export.save(&p, name, &lines)]);
        assert_eq!(found.findings, [], "{name}");
        assert_eq!(found.files[0].lines.len(), 2);
        let evidence = p.read("evidence/round-r1.csv");
        assert!(
            evidence.contains("2023,7.5,,,round-r1,B,,,,COL/R1,TLP:GREEN,,2,9.5,80\n")
                && evidence.contains("2023,unknown,,,round-r1,B,,,,COL/R2,"),
            "{evidence}"
        );
    }
}

#[test]
fn an_export_that_has_grown_takes_in_what_is_new() {
    let p = Project::new();
    let first = [rated("R1", "1", "7")];
    p.receive(&[CENTRAL.save(&p, "1.csv", &first)]);
    let more = [rated("R1", "1", "7"), rated("R2", "2", "5")];
    let found = p.receive(&[CENTRAL.save(&p, "2.csv", &more)]);
    assert_eq!((found.files[0].outcome, found.files[0].lines.len()), (FileOutcome::Taken, 1));
    assert!(found.files[0].supersedes.is_empty());
    let log = received(&Folder::new(p.path()), "r1").unwrap();
    assert_eq!((log.len(), log[0].superseded_by.as_str()), (2, ""));
    // The same lines in another order are nothing new.
    let turned = [more[1].clone(), more[0].clone()];
    let found = p.receive(&[CENTRAL.save(&p, "3.csv", &turned)]);
    assert_eq!((found.files[0].outcome, found.written.len()), (FileOutcome::Known, 0));
}

#[test]
fn two_lines_of_one_rater() {
    let p = Project::new();
    let lines = [rated("R1", "2026-03-02", "3"), rated("r1", "2026-03-01", "7")];
    let found = p.receive(&[CENTRAL.save(&p, "1.csv", &lines)]);
    assert_eq!((found.findings[0].code.as_str(), found.findings[0].line), ("older-line", Some(3)));
    assert!(p.read("evidence/round-r1.csv").contains(",2023,3,"));
    let lines = [rated("R2", "", "3"), rated("R2", "", "7")];
    let found = p.receive(&[CENTRAL.save(&p, "2.csv", &lines)]);
    assert_eq!(found.findings[0].code, "two-lines");
    assert_eq!(found.refused(), 1);
}

#[test]
fn mistakes_are_told_with_line_and_column() {
    let p = Project::new();
    let lines = [rated("R1", "1", "7"), rated("R2", "2", "11"), rated("Ana Gómez", "3", "5")];
    let found = p.receive(&[CENTRAL.save(&p, "1.csv", &lines)]);
    let codes: Vec<(&str, Option<u64>)> =
        found.findings.iter().map(|f| (f.code.as_str(), f.line)).collect();
    assert_eq!(codes, [("off-scale", Some(3)), ("no-pseudonym", Some(4))]);
    assert!(found.findings[0].message.contains("_best`)"), "{}", found.findings[0]);
    assert!(!p.path().join("evidence/round-r1.csv").exists());
    let other = p.path().join("in/other.csv");
    let markup = b"<html><table><tr><td>schema</td></tr></table></html>";
    for (bytes, code) in [
        (&b"a,b\n1,2\n"[..], "not-an-export"),
        (b"\xef\xbb\xbf", "no-lines"),
        (b"", "empty-file"),
        (markup, "not-a-workbook"),
        (b"<?xml version='1.0'?>\n<office:document/>", "not-a-workbook"),
        (b"%PDF-1.4\n%\xe2\xe3\n", "not-a-workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-a-workbook"),
    ] {
        std::fs::write(&other, bytes).unwrap();
        let found = p.receive(std::slice::from_ref(&other));
        assert_eq!(found.findings[0].code, code, "{}", found.findings[0]);
        assert_eq!(found.refused(), 1, "{code}");
    }
}

#[test]
fn an_export_without_what_it_was_issued_from_is_none() {
    let p = Project::new();
    let whole = CENTRAL.save(&p, "whole.csv", &[rated("R1", "1", "7")]);
    let renamed = altered(&whole, "renamed.csv", |t| t.replace("issued_from", "from"));
    assert_eq!(p.receive(&[renamed]).findings[0].code, "not-an-export");
    let of_another = altered(&whole, "other.csv", |t| t.replace("rows=", "rows=0"));
    assert_eq!(p.receive(&[of_another]).findings[0].code, "other-questions");
}

/// Texts of an export with another text in it.
fn altered(export: &PathBuf, name: &str, alter: impl Fn(String) -> String) -> PathBuf {
    let text = alter(std::fs::read_to_string(export).unwrap());
    let path = export.with_file_name(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn an_old_line_does_not_come_back_over_a_newer_file() {
    let p = Project::new();
    p.receive(&[CENTRAL.save(&p, "1.csv", &[rated("R1", "1", "3")])]);
    let newer =
        p.book("COL", "R1").rate(MARKET, 4.0, 3.0, 5.0).save(&p.path().join("in"), "2.xlsx");
    p.receive(&[newer]);
    let grown = [rated("R1", "1", "3"), rated("R2", "2", "5")];
    let found = p.receive(&[CENTRAL.save(&p, "2.csv", &grown)]);
    assert_eq!(found.findings[0].code, "older-line");
    assert!(found.findings[0].message.contains("2.xlsx"), "{}", found.findings[0]);
    let evidence = p.read("evidence/round-r1.csv");
    assert!(evidence.contains(",2023,4,") && evidence.contains(",2023,5,"), "{evidence}");
    // Sent in once more it is a new answer.
    let found = p.receive(&[CENTRAL.save(&p, "3.csv", &[rated("R1", "9", "3")])]);
    assert_eq!(found.findings, []);
    assert!(p.read("evidence/round-r1.csv").contains(",2023,3,"));
}

#[test]
fn exports_that_are_cut_doubled_or_empty() {
    let p = Project::new();
    let whole = CENTRAL.save(&p, "whole.csv", &[rated("R1", "1", "7")]);
    let cut = altered(&whole, "cut.csv", |t| t[..t.len() - 8].to_owned());
    let long = altered(&whole, "long.csv", |t| t.trim_end().to_owned() + ",9\r\n");
    let twice = altered(&whole, "twice.csv", |t| {
        let lines: Vec<String> =
            t.lines().zip(["rater", "R7"]).map(|(l, more)| format!("{l},{more}\r\n")).collect();
        lines.concat()
    });
    let head = altered(&whole, "head.csv", |t| t.lines().next().unwrap().to_owned() + "\r\n");
    for (file, code) in
        [(cut, "cut-line"), (long, "cut-line"), (twice, "column-twice"), (head, "no-lines")]
    {
        let found = p.receive(&[file]);
        assert_eq!(found.findings[0].code, code);
        assert_eq!(found.refused(), 1, "{code}");
    }
}

#[test]
fn rejected_lines_and_answers_to_nothing_are_left_out() {
    let p = Project::new();
    let whole = CENTRAL.save(&p, "whole.csv", &[rated("R1", "1", "7"), rated("R2", "2", "5")]);
    let more = altered(&whole, "more.csv", |t| {
        let ends = ["ReviewState,COL_gone_0a1b2c_best", "rejected,", ",9"];
        t.lines().zip(ends).map(|(l, end)| format!("{l},{end}\r\n")).collect()
    });
    let found = p.receive(&[more]);
    let codes: Vec<&str> = found.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["unknown-column", "rejected-line"]);
    let evidence = p.read("evidence/round-r1.csv");
    assert!(!evidence.contains("COL/R1") && evidence.contains("COL/R2"), "{evidence}");
}
