#![allow(clippy::unwrap_used, clippy::expect_used)]

use ideal_model::{AssessmentInput, Finding, Severity};

use crate::{InMemory, load, unread_rows};

const ASSESSMENT: &str = r#"id = "small"
editions = ["2021", "2023"]
territories = ["COL", "ECU", "PER", "BRA"]
crime_areas = ["extortion", "drug_cocaine"]
method = "method.toml"
evidence = ["evidence/*.csv"]
"#;

const METHOD: &str = r#"id = "small"
[node.threat]
min_coverage = 0.0
[indicator."expert.market"]
parent = "threat"
kind = "expert"
unit = "rating 0-10"
scale = [0, 10]
goalposts = [0, 10]
crime_areas = ["extortion"]
max_age = 2
[indicator."own.rate"]
parent = "threat"
unit = "per 100 000"
goalposts = [0, 50]
max_age = 1
[indicator."own.cases"]
parent = "threat"
unit = "count"
goalposts = [0, 50]
max_age = 1
per = { indicator = "own.people", factor = 100000 }
[indicator."own.people"]
unit = "persons"
max_age = 1
"#;

const HEAD: &str = "territory,crime_area,indicator,period,value,unit,source\n";

fn project(rows: &str) -> InMemory {
    InMemory::new()
        .with("assessment.toml", ASSESSMENT)
        .with("method.toml", METHOD)
        .with("evidence/a.csv", &format!("{HEAD}{rows}"))
}

fn fine(p: &InMemory) -> AssessmentInput {
    let loaded = load(p, &[]);
    loaded.assessment.unwrap_or_else(|| panic!("{:?}", loaded.findings))
}

fn found(p: &InMemory, code: &str) -> Vec<Finding> {
    load(p, &[]).findings.into_iter().filter(|f| f.code == code).collect()
}

/// Errors as `place code`.
fn errors(p: &InMemory) -> Vec<String> {
    load(p, &[])
        .findings
        .iter()
        .filter(|f| f.is_error())
        .map(|f| format!("{} {}", f.place(), f.code))
        .collect()
}

/// Unread rows as `code line`, in the order of the reasons.
fn unread(p: &InMemory) -> Vec<String> {
    let a = fine(p);
    let all: Vec<Finding> = unread_rows(&a).iter().flat_map(|u| u.findings(&a)).collect();
    all.iter().map(|f| format!("{} {}", f.code, f.line.unwrap())).collect()
}

#[test]
fn rows_that_no_leaf_reads_are_counted_by_reason_and_listed() {
    let p = project(
        "COL,extortion,expert.market,2023,7,,
COL,drug_cocaine,expert.market,2023,7,,
ECU,drug_cocaine,expert.market,2023,6,,
COL,*,expert.market,2018,5,,
COL,*,expert.market,2024,5,,
MEX,*,own.rate,2023,5,,
COL,firearms,own.rate,2023,5,,
COL,*,undp.hdi,2023,0.7,,
PER,drug_cocaine,expert.market,2023,,,
",
    );
    assert_eq!(
        unread(&p),
        [
            "unused-row 9",
            "row-elsewhere 7",
            "row-elsewhere 8",
            "area-not-served 3",
            "area-not-served 4",
            "row-too-late 6",
            "row-too-old 5"
        ]
    );
    let f = &found(&p, "area-not-served")[0];
    assert_eq!((f.severity, f.count, f.place().as_str()), (Severity::Note, 2, "evidence/a.csv:3"));
    assert!(
        f.message.contains("`expert.market` for `drug_cocaine` (2); also in evidence/a.csv:4"),
        "{}",
        f.message
    );
    let a = fine(&p);
    let listed =
        unread_rows(&a).iter().flat_map(|u| u.findings(&a)).find(|f| f.line == Some(3)).unwrap();
    assert!(
        listed.message.starts_with(
            "COL, drug_cocaine, expert.market, 2023, 7: the row is about a crime area"
        ),
        "{}",
        listed.message
    );
}

#[test]
fn a_row_that_the_engine_may_use_is_never_called_unread() {
    // 2020 is a year old for the edition 2021, 2022 for 2023; 2019 is too old for both.
    let rows = "COL,*,own.rate,2019,1,,\nCOL,*,own.rate,2020,1,,\nCOL,*,own.rate,2021,1,,\n\
                COL,*,own.rate,2022,1,,\nCOL,*,own.rate,2023,1,,\n";
    assert_eq!(unread(&project(rows)), ["row-too-old 2"]);
    // The last month of a year is as old as the year, the one before it older.
    let months = project("COL,*,own.rate,2020-11,1,,\nCOL,*,own.rate,2020-12,1,,\n");
    let any = |p: InMemory| {
        p.with(
            "method.toml",
            &METHOD.replacen("max_age = 1\n", "max_age = 1\nperiod = \"any\"\n", 1),
        )
    };
    assert_eq!(unread(&any(months.clone())), ["row-too-old 2"]);
    // Where a month stands for no year the run warns of it, and it is listed.
    assert_eq!(unread(&months), ["row-too-old 2", "short-period 3"]);
    assert!(found(&months, "short-period").is_empty());
    // Smoothing reaches two years further back than the period that is selected.
    let smooth = |rows: &str| {
        project(rows).with(
            "method.toml",
            &METHOD.replacen("max_age = 1\n", "max_age = 1\nsmooth = { window = 3 }\n", 1),
        )
    };
    assert_eq!(
        unread(&smooth(
            "COL,*,own.rate,2017,1,,\nCOL,*,own.rate,2018,1,,\nCOL,*,own.rate,2019,1,,\n"
        )),
        ["row-too-old 2"]
    );
    // Imputation along time carries what is too old, but looks no further than the last edition.
    let carried = |most: &str| {
        let steps = format!("[steps]\nimpute = {{ method = \"latest\"{most} }}\n");
        project("COL,*,own.rate,2010,1,,\nCOL,*,own.rate,2018,1,,\nCOL,*,own.rate,2024,1,,\n")
            .with("method.toml", &format!("{METHOD}{steps}"))
    };
    assert_eq!(unread(&carried("")), ["row-too-late 4"]);
    assert_eq!(unread(&carried(", max_years = 3")), ["row-too-late 4", "row-too-old 2"]);
    // Editions that `since` leaves out read nothing.
    let since = project("COL,*,own.rate,2021,1,,\n").with(
        "method.toml",
        &METHOD.replacen("max_age = 1\n", "max_age = 1\nsince = \"2023\"\n", 1),
    );
    assert_eq!(unread(&since), ["row-outside-since-until 2"]);
}

#[test]
fn a_denominator_is_read_where_something_is_divided_by_it() {
    let rows = "COL,*,own.cases,2022,5,,
COL,*,own.people,2022,1000,,
COL,*,own.people,2021,1000,,
COL,*,own.people,2020,1000,,
ECU,*,own.people,2022,1000,,
COL,*,own.people,2024,1000,,
";
    assert_eq!(
        unread(&project(rows)),
        ["row-too-late 7", "denominator-not-needed 5", "denominator-not-needed 6"]
    );
    // Without division nothing reads it.
    let p = project(rows).with("method.toml", &format!("{METHOD}[steps]\ndenominate = false\n"));
    assert!(unread(&p).contains(&"unused-row 3".to_owned()), "{:?}", unread(&p));
}

#[test]
fn a_value_off_a_closed_scale_is_an_error_with_the_scale_and_its_place() {
    let p = project(
        "COL,extortion,expert.market,2023,80,,\nECU,extortion,expert.market,2023,10,,\n\
         PER,extortion,expert.market,2023,<50,,\n",
    );
    assert_eq!(errors(&p), ["evidence/a.csv:2 outside-scale"]);
    let f = &found(&p, "outside-scale")[0];
    assert_eq!(
        f.message,
        "`expert.market` is on a scale of 0 to 10, and the row says 80 (column `value`)"
    );
    assert!(f.hint.as_deref().unwrap().starts_with("the scale is declared in method.toml:4"));
    // Of the project's own table and of the catalogue; of no words.
    let rows = "COL,*,mine.index,2023,1.5,,\nCOL,*,bti.q1_1,2023,0,,\nCOL,*,undp.hdi,2023,70,,\n\
                COL,*,mine.free,2023,70,,\n";
    let own = "code,unit,scale\nmine.index,index 0-1,0..1\nmine.free,score 0-10,\n";
    let p = project(rows).with("indicators.csv", own);
    assert_eq!(
        errors(&p),
        [
            "evidence/a.csv:2 outside-scale",
            "evidence/a.csv:3 outside-scale",
            "evidence/a.csv:4 outside-scale"
        ]
    );
    assert!(found(&p, "outside-scale")[0].hint.as_deref().unwrap().contains("indicators.csv:2"));
    // A scale that is none is a mistake of the table, and the rows of its code make no second one.
    let p = project("COL,*,mine.index,2023,1.5,,\n")
        .with("indicators.csv", "code,scale\nmine.index,0-1\n");
    assert_eq!(errors(&p), ["indicators.csv:2 bad-scale"]);
    // A method that gives an index another unit gives it another scale.
    let hdi = "[indicator.\"undp.hdi\"]\nparent = \"threat\"\nunit = \"index 0-100\"\ngoalposts = \
               [0, 100]\n";
    let p = project("COL,*,undp.hdi,2023,70,,\n").with("method.toml", &format!("{METHOD}{hdi}"));
    assert_eq!(errors(&p), Vec::<String>::new());
    // A method with another mistake in it still says what its scales are.
    let p = project("COL,extortion,expert.market,2023,80,,\n")
        .with("method.toml", &METHOD.replacen("max_age = 2", "max_age = -2", 1));
    assert_eq!(errors(&p), ["method.toml:11:11 out-of-range", "evidence/a.csv:2 outside-scale"]);
}

#[test]
fn a_unit_that_contradicts_the_indicators_is_one_warning_with_both() {
    let p = project(
        "COL,*,own.rate,2022,25,count,\nCOL,*,own.rate,2023,26,count,\n\
         ECU,*,own.rate,2023,45,\"per 100,000 population\",\n",
    );
    let f = found(&p, "other-unit");
    assert_eq!((f.len(), f[0].severity, f[0].count, f[0].line), (1, Severity::Warning, 2, Some(2)));
    assert_eq!(
        f[0].message,
        "the row is in `count`, and `own.rate` is in `per 100 000` (method.toml:12); also in line 3"
    );
    assert!(found(&p, "two-units").is_empty());
    // Words that mean the same, and a rate that the method computes from counts.
    let quotient = METHOD.replacen("unit = \"count\"", "unit = \"per 100 000\"", 1);
    let p = project(
        "COL,*,own.rate,2023,25,Rate per 100k,\nCOL,*,own.cases,2023,25,victims,\n\
                     COL,*,own.people,2023,100,inhabitants,\n",
    )
    .with("method.toml", &quotient);
    assert!(load(&p, &[]).findings.iter().all(|f| f.severity == Severity::Note));
    // There is no half of a victim.
    let p = project(
        "COL,*,own.cases,2022,12.5,,\nCOL,*,own.cases,2023,1.018,count,\n\
         COL,*,own.rate,2023,1.018,,\n",
    );
    let f = found(&p, "fraction-of-a-count");
    assert_eq!((f.len(), f[0].severity, f[0].count, f[0].line), (1, Severity::Warning, 2, Some(2)));
    // Nor fewer than none; a share may shrink.
    let p = project(
        "COL,*,own.cases,2022,-99,,\nCOL,*,own.cases,2023,-5,count,\nCOL,*,own.rate,2023,-1,,\n\
         ECU,*,wb.gini,2023,-1,%,\n",
    );
    let f = found(&p, "negative-quantity");
    let seen: Vec<(u64, Option<u64>)> = f.iter().map(|f| (f.count, f.line)).collect();
    assert_eq!(seen, [(2, Some(2)), (1, Some(4))]);
}

#[test]
fn a_factor_of_a_thousand_in_time_or_between_sources_is_a_note() {
    let years = |t: &str, values: &[f64]| -> String {
        values.iter().zip(2016..).map(|(v, y)| format!("{t},*,own.rate,{y},{v},,s\n")).collect()
    };
    let sources = "id,publisher,title,url,licence,retrieved,lineage\ns,P,T,,CC,,\nr,P,T,,CC,,\n";
    let notes = |rows: &str| {
        let p = project(rows).with("sources.csv", sources);
        let all: Vec<Finding> =
            load(&p, &[]).findings.into_iter().filter(|f| f.code.starts_with("factor-")).collect();
        assert!(all.iter().all(|f| f.severity == Severity::Note));
        all
    };
    // It starts, or comes and goes.
    let f = notes(&years("COL", &[25.0, 26.0, 25.5, 24_000.0, 25_500.0]));
    assert_eq!((f.len(), f[0].count, f[0].line), (1, 1, Some(5)));
    assert!(
        f[0].message.contains(
            " about 1000 in series that are calm otherwise: `own.rate` of COL up in 2019"
        ),
        "{}",
        f[0].message
    );
    assert_eq!(notes(&years("COL", &[25.0, 26.0, 250.0, 24.0, 25.0]))[0].count, 2);
    // Calm, wild and small series, and one that grows tenfold over years.
    for quiet in [
        &[25.0, 26.0, 30.0, 20.0][..],
        &[1.0, 9.0, 2.0, 20.0, 3.0],
        &[1.0, 3.0, 10.0, 25.0],
        &[2.0, 20.0],
        &[0.0, 2.0, 20.0, 200.0],
    ] {
        assert!(notes(&years("COL", quiet)).is_empty(), "{quiet:?}");
    }
    // Two values say little, but not where all do the same at once.
    let all: String = ["BRA", "COL", "ECU"].iter().map(|t| years(t, &[20.0, 20_500.0])).collect();
    assert_eq!(notes(&all)[0].count, 3);
    let f = notes("COL,*,own.rate,2023,25.7,,s\nCOL,*,own.rate,2023,25700,,r\n");
    assert_eq!((f.len(), f[0].code.as_str()), (1, "factor-between-sources"));
    assert!(f[0].message.contains("`r` is about 1000 times `s`"), "{}", f[0].message);
    assert!(notes("COL,*,own.rate,2023,25.7,,s\nCOL,*,own.rate,2023,31,,r\n").is_empty());
    // Where one source goes on for another, whole series may leap, and leap back.
    let by_turns = |values: &[f64], of_r: std::ops::Range<usize>| -> String {
        let rows = years("COL", values);
        let rows = rows.lines().enumerate().map(|(i, row)| {
            if of_r.contains(&i) { row.replacen(",s", ",r", 1) } else { row.to_owned() }
        });
        rows.collect::<Vec<String>>().join("\n") + "\n"
    };
    let f = notes(&by_turns(&[25.0, 26.0, 27.0, 2_600.0, 2_500.0], 3..5));
    assert_eq!((f.len(), f[0].code.as_str(), f[0].count), (1, "factor-in-time", 1));
    assert_eq!(notes(&by_turns(&[25.0, 26.0, 27_000.0, 26_000.0, 25.0], 2..4))[0].count, 2);
    assert!(notes(&by_turns(&[25.0, 26.0, 27.0, 31.0, 24.0], 3..5)).is_empty());
}

#[test]
fn two_ratings_want_a_rater_and_two_figures_the_right_row() {
    let hint = |rows: &str| found(&project(rows), "two-values")[0].hint.clone().unwrap();
    assert!(
        hint("COL,extortion,expert.market,2023,7,,\nCOL,extortion,expert.market,2023,8,,\n")
            .starts_with("if two people judged, name each in a column `rater`")
    );
    assert!(
        hint("COL,*,own.rate,2023,7,,\nCOL,*,own.rate,2023,8,,\n")
            .starts_with("keep the right row")
    );
    // Twenty different keys are one finding with a count and the first places.
    let rows: String =
        (2000..2020).map(|y| format!("COL,*,own.rate,{y},7,,\nCOL,*,own.rate,{y},8,,\n")).collect();
    let f = found(&project(&rows), "two-values");
    assert_eq!((f.len(), f[0].count, f[0].line), (1, 20, Some(3)));
    assert_eq!(
        f[0].message,
        "(COL, *, own.rate, 2000, no source) has two values: 8 here, 7 in evidence/a.csv:2; \
         also in lines 5 and 7"
    );
}

#[test]
fn a_root_that_lacks_a_dimension_is_noted() {
    let tree = METHOD.replace(
        "min_coverage = 0.0\n",
        "min_coverage = 0.6\n[node.impact]\nparent = \"threat\"\nweight = 2\n[node.exposure]\n\
         parent = \"threat\"\n",
    );
    let tree = tree.replace(
        "[indicator.\"own.rate\"]\nparent = \"threat\"",
        "[indicator.\"own.rate\"]\nparent = \"impact\"",
    );
    let tree = tree.replace(
        "[indicator.\"own.cases\"]\nparent = \"threat\"",
        "[indicator.\"own.cases\"]\nparent = \"exposure\"",
    );
    let p = project("COL,*,own.rate,2023,7,,\n");
    // Of weights 1, 2, 1 three quarters are left without the last, half without the second.
    let f = found(&p.clone().with("method.toml", &tree), "score-without-dimension");
    assert_eq!((f.len(), f[0].severity), (1, Severity::Note));
    assert_eq!(f[0].message, "`threat` has a score also where `exposure` has none");
    for whole in [
        tree.replace("min_coverage = 0.6", "min_coverage = 0.8"),
        tree.replace("[node.exposure]\n", "[node.exposure]\nrequired = true\n"),
    ] {
        assert!(
            found(&p.clone().with("method.toml", &whole), "score-without-dimension").is_empty()
        );
    }
}

#[test]
fn one_mistake_is_one_finding() {
    let rows = "COL,*,own.rate,2022,25,,wb\nCOL,*,own.rate,2023,26,,unodc\n";
    // No sources.csv, and one that cannot be read or is not there.
    assert_eq!(errors(&project(rows)), ["evidence/a.csv:2 unknown-source"]);
    assert_eq!(found(&project(rows), "unknown-source")[0].count, 2);
    assert_eq!(
        errors(&project(rows).with("sources.csv", "ident,licence\nwb,CC\n")),
        ["sources.csv:1 missing-column"]
    );
    let named =
        project(rows).with("assessment.toml", &format!("{ASSESSMENT}sources = \"s.csv\"\n"));
    assert_eq!(errors(&named), ["assessment.toml:7:11 missing-file"]);
    assert_eq!(
        errors(&project(rows).with("sources.csv", "id,licence\nwb,CC\nunodc\n")),
        ["sources.csv:3 cell-count"]
    );
    // A territory, an area and an indicator that their tables declare with a mistake.
    let p = project("X1,*,own.rate,2023,1,,\n").with("territories.csv", "code,kind\nX1,regoin\n");
    let p = p.with("assessment.toml", &ASSESSMENT.replace("\"BRA\"", "\"X1\""));
    assert_eq!(errors(&p), ["territories.csv:2 unknown-kind"]);
    let p = project("COL,mine,own.rate,2023,1,,\n").with("crime_areas.csv", "code,name_en\nmine\n");
    let p = p.with("assessment.toml", &ASSESSMENT.replace("\"drug_cocaine\"", "\"mine\""));
    assert_eq!(errors(&p), ["crime_areas.csv:2 cell-count"]);
    let p = project("COL,*,my code,2023,1,,\n").with("indicators.csv", "code\nmy code\n");
    assert_eq!(errors(&p), ["indicators.csv:2 bad-indicator"]);
    // A wrong weight in a method without crime areas, an unknown method, one that is no TOML.
    let of_territory = format!("unit = \"territory\"\n{METHOD}")
        .replace("crime_areas = [\"extortion\"]\n", "weight = -1\n");
    let no_areas = ASSESSMENT.replace("crime_areas = [\"extortion\", \"drug_cocaine\"]\n", "");
    let p = project("COL,*,own.rate,2023,1,,\n").with("assessment.toml", &no_areas);
    assert_eq!(
        errors(&p.clone().with("method.toml", &of_territory)),
        ["method.toml:11:10 negative-weight"]
    );
    assert_eq!(errors(&p.clone().with("method.toml", "= 3")), ["method.toml:1:1 toml-syntax"]);
    let unknown =
        p.clone().with("assessment.toml", &no_areas.replace("\"method.toml\"", "\"nothing\""));
    assert_eq!(errors(&unknown), ["assessment.toml:4:10 unknown-method"]);
    // Of a method by crime area they are missing, whatever else is wrong with it.
    let both = errors(&p.with("method.toml", &METHOD.replace("max_age = 2", "max_age = -2")));
    assert_eq!(both, ["method.toml:11:11 out-of-range", "assessment.toml:1:1 missing-key"]);
    // A key that is misspelt is not missing too.
    let misspelt = project("COL,*,own.rate,2023,1,,\n")
        .with("assessment.toml", &ASSESSMENT.replace("crime_areas", "crime_area"));
    assert_eq!(errors(&misspelt), ["assessment.toml:4:1 unknown-key"]);
    // Rows that are refused may be those of the territories that `*` finds.
    let star = project("COL,*,own.rate,2023,abc,,\n").with(
        "assessment.toml",
        &ASSESSMENT.replace("\"COL\", \"ECU\", \"PER\", \"BRA\"", "\"*\""),
    );
    assert_eq!(errors(&star).len(), 1);
}

#[test]
fn many_unknown_codes_come_as_a_few_and_a_count_also_across_files() {
    let rows = |from: u32| -> String {
        (from..from + 150)
            .map(|i| format!("Z{i},*,own.rate,2023,1,,\nCOL,*,no.such,2023,{i},,\n"))
            .collect()
    };
    let p = project(&rows(100)).with("evidence/b.csv", &format!("{HEAD}{}", rows(400)));
    let f = found(&p, "unknown-territory");
    assert_eq!(f.len(), 11);
    assert_eq!(f[10].message, "and 290 more findings of this kind, from here on");
    let f = found(&p, "unknown-indicator");
    assert_eq!((f.len(), f[0].count), (1, 300));
    assert!(
        f[0].message.ends_with("; also in lines 5 and 7, evidence/b.csv:3"),
        "{}",
        f[0].message
    );
}

#[test]
fn a_newer_figure_without_a_grade_that_hides_a_graded_one_is_said_once_per_indicator() {
    let head = "territory,crime_area,indicator,period,value,reliability,credibility,rater\n";
    let rows = "COL,*,own.rate,2023,12,,,\nCOL,*,own.rate,2022,10,B,2,\n\
                PER,*,own.rate,2023,12,C,,\nPER,*,own.rate,2022,10,B,2,\n\
                ECU,*,own.rate,2023,12,,,\nECU,*,own.rate,2021,10,B,2,\n\
                BRA,*,own.rate,2023,12,,,x\nBRA,*,own.rate,2023,13,D,4,y\n\
                BRA,*,own.rate,2022,1,B,2,\n";
    let p = project("").with("evidence/a.csv", &format!("{head}{rows}"));
    fine(&p);
    let found = found(&p, "ungraded-newer");
    assert_eq!(found.len(), 1, "{found:?}");
    // Peru's has half a grade; Ecuador's older one is out of reach; Brazil takes the graded of two.
    assert!(found[0].message.contains("in COL 2023;"), "{}", found[0].message);
    assert_eq!((found[0].severity, found[0].line, found[0].count), (Severity::Note, Some(2), 1));
}
