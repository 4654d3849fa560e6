//! Rows whose cells stand one column beside their own, and cures that were none.

use super::language::{DEFINE, lines, ok, refused, simple};
use super::*;

fn notes(import: &Import) -> String {
    import.summaries[0].to_string()
}

/// Twenty rows `CODE,Region,SCORE,rank,sources`, with one of them changed.
fn index(change: impl Fn(&str) -> String) -> String {
    let codes = "COL,PER,ECU,BOL,CHL,ARG,BRA,URY,PRY,VEN,MEX,GTM,HND,SLV,NIC,CRI,PAN,CUB,DOM,HTI";
    let rows = codes
        .split(',')
        .enumerate()
        .map(|(i, code)| format!("{code},America,{},{}th,{}\n", 30 + i, 50 + i, 8));
    let rows = rows.map(|row| if row.starts_with("COL") { change(&row) } else { row });
    format!("geo,Region,v,Rank,Sources\n{}", rows.collect::<String>())
}

#[test]
fn a_row_that_lacks_a_cell_is_refused() {
    let rest = simple("", "value = \"2022\"", "column = \"v\"");
    assert_eq!(ok(&rest, "a.csv", index(str::to_owned)).rows.len(), 20);
    let slipped = index(|row| row.replace("America,", "").replace('\n', ",\n"));
    refused(
        &rest,
        "a.csv",
        slipped,
        &[
            "line 2",
            "`30` in `Region`, a column of texts",
            "nothing in `Sources`",
            "one column further right",
        ],
    );
    // Two of twenty, too.
    let two = index(str::to_owned)
        .replace("America,31", "31")
        .replace("America,40", "40")
        .replace("51th,8", "51th,8,");
    let two = two.replace("60th,8", "60th,8,");
    refused(&rest, "a.csv", two, &["`31` in `Region`"]);
    // A number among texts alone, or a blank end alone, is no slip.
    assert_eq!(ok(&rest, "a.csv", index(|row| row.replace("America", "419"))).rows.len(), 20);
    assert_eq!(ok(&rest, "a.csv", index(|row| row.replace("th,8", "th,"))).rows.len(), 20);
}

/// Twenty-four rows of a register, each `kind,date,hour,place,outcome,remark`, with one of them
/// changed.
fn register(change: impl Fn(&str) -> String) -> String {
    let row = |i: usize| {
        let place = if i.is_multiple_of(2) { "Norte" } else { "Sur" };
        format!("Robo,03/{:02}/2023,06:00 - 08:59,{place},Abierto,\n", i + 1)
    };
    let rows = (0..24).map(|i| if i == 3 { change(&row(i)) } else { row(i) });
    format!("delito,fecha,hora,lugar,estado,nota\n{}", rows.collect::<String>())
}

#[test]
fn dates_among_texts_and_columns_of_remarks_show_a_slip() {
    let period = "date = \"fecha\"\norder = \"mdy\"\nby = \"year\"";
    let kept = "[[keep]]\ncolumn = \"delito\"\nonly = [\"Robo\"]\nreason = \"other offences\"\n";
    let of = format!("rows = \"sum\"\n{}", simple("", period, "each = 1"));
    let of = of.replace("[territory]\ncolumn = \"geo\"", "[territory]\nvalue = \"COL\"");
    let kept = format!("{of}{kept}");
    assert_eq!(lines(&ok(&kept, "a.csv", register(str::to_owned))), ["COL 2023 24"]);
    // The offence is lost: its column has the date, and the row would be left out by the condition.
    let left = register(|row| row.replace("Robo,", "").replace('\n', ",\n"));
    refused(
        &kept,
        "a.csv",
        left,
        &[
            "line 5",
            "`03/04/2023` in `delito`, a column of texts",
            "nothing in `estado`",
            "further right",
        ],
    );
    // A blank cell is put in, and the last cell stands in the column of remarks.
    let right = register(|row| row.replace("Robo,", ",Robo,").replace(",\n", "\n"));
    refused(
        &kept,
        "a.csv",
        right,
        &[
            "line 5",
            "`Robo` in `fecha`, a column of dates",
            "something right of `estado`",
            "further left",
        ],
    );
    // Where no kind of cell betrays it, the end of the row does.
    let silent = ok(&kept, "a.csv", register(|row| row.replace("Sur,", "").replace('\n', ",\n")));
    assert!(
        notes(&silent).contains("a row ends one column before all others"),
        "{}",
        notes(&silent)
    );
    assert!(
        !notes(&ok(&kept, "a.csv", register(|row| row.replace("Abierto,", "Abierto,x"))))
            .contains("ends one column")
    );
}

#[test]
fn a_month_that_one_row_alone_lacks_is_noted() {
    let period = "heads = \"month\"\nyear = \"y\"\nmonths = \"es\"\nby = \"month\"";
    let of = format!("rows = \"sum\"\n{}", simple("", period, "column = \"{month}\""));
    let year = |year: u32, blanks: &str| {
        let row = |i: u32| format!("COL,{year},{i},1,2,3,4,5,6,7,8,9,10,{blanks}\n");
        (0..24).map(row).collect::<String>()
    };
    let heads = "geo,y,part,Ene,Feb,Mar,Abr,May,Jun,Jul,Ago,Sep,Oct,Nov,Dic\n";
    // A year that has not ended lacks its months in all rows.
    let table = format!("{heads}{}{}", year(2022, "11,12"), year(2023, "11,"));
    assert!(!notes(&ok(&of, "a.csv", &table)).contains("one column before"));
    let slipped = table.replacen("COL,2023,5,1,2,3,", "COL,2023,5,1,3,", 1).replacen(
        "10,11,\nCOL,2023,6",
        "10,11,,\nCOL,2023,6",
        1,
    );
    let said = notes(&ok(&of, "a.csv", slipped));
    assert!(
        said.contains(
            "a row ends one column before all others of their year: row 31 of 2023 (`Nov` \
                       is filled in 23 others)"
        ),
        "{said}"
    );
}

#[test]
fn a_figure_beside_its_column_is_refused() {
    let kept =
        "[[keep]]\ncolumn = \"delito\"\nonly = [\"Extorsión\"]\nreason = \"other offences\"\n";
    let rest =
        format!("rows = \"sum\"\n{}{kept}", simple("", "column = \"year\"", "column = \"v\""));
    let table = |row: &str| {
        format!(
            "geo,year,delito,v,nota\nCOL,2020,Extorsión,5,\n{row}\nCOL,2020,Robo,7,\n\
             PER,2020,Extorsión,6,a\n"
        )
    };
    assert_eq!(
        lines(&ok(&rest, "a.csv", table("COL,2020,Extorsión,40,"))),
        ["COL 2020 45", "PER 2020 6"]
    );
    refused(
        &rest,
        "a.csv",
        table("COL,,2020,Extorsión,40"),
        &["line 3", "`Extorsión`, which it keeps, stands beside it", "slipped"],
    );
    refused(
        &rest,
        "a.csv",
        table("COL,2020,Extorsión,,40"),
        &["line 3", "`40` right of it in `nota`", "slipped", "leave_out"],
    );
    assert_eq!(lines(&ok(&rest, "a.csv", table("COL,2020,Extorsión,,0"))), ["PER 2020 6"]);
    // A word that stands in several columns, beside a value that is missing.
    let sexes = format!(
        "{}[[keep]]\ncolumn = \"sex\"\nonly = [\"Total\"]\n",
        simple("missing = [\"..\"]", "column = \"year\"", "column = \"v\"")
    );
    assert_eq!(
        lines(&ok(
            &sexes,
            "a.csv",
            "geo,year,sex,age,v\nCOL,2020,Female,Total,..\nCOL,2020,Total,Total,5\n"
        )),
        ["COL 2020 5"]
    );
    // Nor is a year that has ended early, with a total behind it, or a column without any value.
    let months = "geo,ene,feb,mar,abr,may,jun,jul,ago,sep,oct,nov,dic,Total\n\
                  COL,1,1,1,1,1,1,1,1,1,,,,9\nPER,1,1,1,1,1,1,1,1,1,,,,9\n";
    let period = "heads = \"month\"\nyear_value = \"2022\"\nmonths = \"es\"\nby = \"year\"";
    assert_eq!(
        lines(&ok(&format!("rows = \"sum\"\n{}", simple("", period, "")), "a.csv", months)),
        ["COL 2022 9", "PER 2022 9"]
    );
    // Where figures stand beside others, too, that is another column of figures.
    let figures = table("COL,2020,Extorsión,,40").replace("6,a", "6,61");
    assert_eq!(lines(&ok(&rest, "a.csv", figures)), ["PER 2020 6"]);
}

#[test]
fn numbers_in_several_tables_are_judged_together() {
    let dir = tempfile::tempdir().unwrap();
    let rest = format!("{}{DEFINE}", simple("", "column = \"year\"", "column = \"v\""));
    let options = Options {
        mapping: Some(text(dir.path(), "map.toml", mapping(&rest))),
        ..Options::default()
    };
    let file = |code: &str, value: &str| {
        text(dir.path(), &format!("{code}.csv"), format!("geo;year;v\n{code};2020;{value}\n"))
    };
    let files = [file("COL", "2.939"), file("PER", "1.250"), file("MEX", "12.004")];
    let error = import("mapping", &files, &options).unwrap_err().to_string();
    assert!(
        error.contains("could all be decimal or have thousands") && error.contains("COL.csv"),
        "{error}"
    );
    // What a value says of its own writing says nothing of the error beside it.
    let beside =
        format!("{}{DEFINE}", simple("", "column = \"year\"", "column = \"v\"\nse = \"e\""));
    let options_of_errors = Options {
        mapping: Some(text(dir.path(), "se.toml", mapping(&beside))),
        ..Options::default()
    };
    let with_error = |code: &str, e: &str| {
        text(dir.path(), &format!("{code}-e.csv"), format!("geo;year;v;e\n{code};2020;5.25;{e}\n"))
    };
    let errors =
        [with_error("COL", "1.125"), with_error("PER", "1.250"), with_error("MEX", "1.375")];
    let error = import("mapping", &errors, &options_of_errors).unwrap_err().to_string();
    assert!(error.contains("could all be decimal or have thousands"), "{error}");
    // One of another form decides for all.
    let decided = [file("COL", "2.939"), file("PER", "1.25"), file("MEX", "12.004")];
    assert_eq!(import("mapping", &decided, &options).unwrap().rows.len(), 3);
}

#[test]
fn a_total_among_its_parts_and_half_an_interval_are_noted() {
    let rest = format!("rows = \"sum\"\n{}", simple("", "column = \"year\"", "column = \"v\""));
    let import =
        ok(&rest, "a.csv", "geo,year,parte,v\nCOL,2020,Total,10\nCOL,2020,a,10\nPER,2020,a,7\n");
    assert!(
        notes(&import)
            .contains("1 rows that say `Total` in the column `parte` are added to 2 that do not"),
        "{}",
        notes(&import)
    );
    let alone = ok(&rest, "a.csv", "geo,year,parte,v\nCOL,2020,Total,10\nPER,2020,Total,7\n");
    assert!(!notes(&alone).contains("that say"), "{}", notes(&alone));
    let interval = simple(
        "",
        "column = \"year\"",
        "column = \"v\"\nlow = \"lo\"\nhigh = \"hi\"\nlevel = \"95\"",
    );
    let import = ok(&interval, "a.csv", "geo,year,v,lo,hi\nCOL,2020,10,8,\nPER,2020,7,6,8\n");
    assert!(
        notes(&import).contains("1 value has one end of the interval alone"),
        "{}",
        notes(&import)
    );
}

#[test]
fn figures_under_no_head_and_blank_conditions_show_a_slip() {
    let rest = simple("", "value = \"2022\"", "column = \"v\"");
    let inserted = index(|row| row.replace(",30,", ",,30,")).replace("Sources\n", "Sources,\n");
    let padded = inserted
        .lines()
        .map(|l| if l.matches(',').count() == 4 { format!("{l},\n") } else { format!("{l}\n") });
    refused(
        &rest,
        "a.csv",
        padded.collect::<String>(),
        &["line 2", "`8`, right of the last head", "has the row slipped"],
    );
    // The score is gone, and all behind it are numbers: the end of the row shows it.
    let codes = "COL,PER,ECU,BOL,CHL,ARG,BRA,URY,PRY,VEN,MEX,GTM".split(',');
    let numbers: String = codes
        .enumerate()
        .map(|(i, code)| format!("{code},{},{},{}\n", 40 + i, 50 + i, 8))
        .collect();
    let table = format!("geo,v,rank,n\n{numbers}").replace("COL,40,50,8", "COL,50,8,");
    assert!(
        notes(&ok(&rest, "a.csv", table))
            .contains("a row ends one column before all others of their year: row 2")
    );
    let kept = format!("{rest}[[keep]]\ncolumn = \"Region\"\nonly = [\"America\"]\n");
    let blank = index(str::to_owned).replace("America,31", ",31");
    let others: String = (0..12).map(|i| format!("COL,Asia,{i},{i}th,8\n")).collect();
    let said = notes(&ok(&kept, "a.csv", format!("{blank}{others}")));
    assert!(
        said.contains("a row is left out because nothing stands in `Region`")
            && said.contains("row 3"),
        "{said}"
    );
}

#[test]
fn a_cell_that_was_put_in_is_seen_where_the_last_was_lost() {
    let rest = simple("", "column = \"y\"", "column = \"h\"");
    let table = |row: &str, obs: &str| {
        let codes = "COL,PER,ECU,BOL,CHL,ARG,BRA,URY,PRY,VEN".split(',');
        let rows: String = codes
            .enumerate()
            .map(|(i, code)| format!("{code},2020,x,{i},{},MI{obs}\n", i + 4))
            .collect();
        format!("geo,y,parte,h,m,fuente{}\n{rows}{row}\n", if obs.is_empty() { "" } else { ",obs" })
    };
    refused(
        &rest,
        "a.csv",
        table("HTI,2020,x,,4,8", ""),
        &["line 12", "`8` in `fuente`, a column of texts", "one column further left"],
    );
    let bare = |row: &str| table(row, ",").replace(",MI", ",9");
    refused(
        &rest,
        "a.csv",
        bare("HTI,2020,x,,4,8,9"),
        &["line 12", "`9` in `obs`, in which other rows have nothing", "nothing in `h`"],
    );
    // A figure that lacks is none that was put in.
    assert_eq!(ok(&rest, "a.csv", table("HTI,2020,x,,4,MI", "")).rows.len(), 10);
}

#[test]
fn a_text_of_the_column_beside_shows_a_slip() {
    let kept = "[[keep]]\ncolumn = \"offence\"\nonly = [\"Drugs\"]\n";
    let of = format!("rows = \"sum\"\n{}{kept}", simple("", "value = \"2020\"", "each = 1"));
    let outcomes = ["Charged", "Unsolved"];
    let rows: String = (0..60)
        .map(|i| {
            format!(
                "COL,On or near {i},{},{},\n",
                if i % 3 == 0 { "Drugs" } else { "Theft" },
                outcomes[i % 2]
            )
        })
        .collect();
    let table = format!("geo,place,offence,outcome,context\n{rows}");
    assert_eq!(lines(&ok(&of, "a.csv", &table)), ["COL 2020 20"]);
    // The place is gone, and the offence stands in its column; or the offence itself is.
    for from in ["On or near 9,Drugs", "Drugs,Unsolved,\nCOL,On or near 10"] {
        let to = from.replacen("On or near 9,", "", 1).replacen("Drugs,Unsolved,", "Unsolved,,", 1);
        let to = if from.starts_with("On") { to } else { to.clone() };
        let slipped = table.replacen(from, &to, 1);
        let slipped = if from.starts_with("On") {
            slipped.replacen("COL,Drugs,Unsolved,", "COL,Drugs,Unsolved,,", 1)
        } else {
            slipped
        };
        refused(
            &of,
            "a.csv",
            slipped,
            &[
                "line 11",
                "`Unsolved` in `offence`, which elsewhere stands in `outcome`",
                "nothing in `outcome`",
            ],
        );
    }
    // A second condition says that nothing is wrong.
    let said = format!("{of}[[keep]]\ncolumn = \"offence\"\nnot = [\"Unsolved\"]\n");
    let slipped = table.replacen("On or near 9,Drugs,Unsolved,", "On or near 9,Unsolved,,", 1);
    assert_eq!(lines(&ok(&said, "a.csv", slipped)), ["COL 2020 19"]);
}
