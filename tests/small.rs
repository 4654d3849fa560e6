//! A small project, and files to import into it: for tests that run a command hundreds of times.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use ideal::collect::{Field, issued_from, open_round};
use ideal::evidence::Folder;
use ideal::model::Lang;
use tempfile::TempDir;

const FILES: [(&str, &str); 9] = [
    (
        "p/assessment.toml",
        "id = \"small\"\neditions = [\"2023\"]\nterritories = [\"COL\", \"ECU\", \"PER\"]\n\
         crime_areas = [\"oc_homicide\"]\nmethod = \"method.toml\"\nevidence = \
         [\"evidence/*.csv\"]\ndraws = 0\nlanguages = [\"en\"]\n",
    ),
    (
        "p/method.toml",
        "id = \"small\"\n[node.threat]\n[indicator.\"wb.homicide\"]\nparent = \"threat\"\n\
         goalposts = [0, 50]\n",
    ),
    ("p/sources.csv", "id,publisher,title\nwb,World Bank,WDI\n"),
    (
        "p/evidence/a.csv",
        "territory,crime_area,indicator,period,value,source\nCOL,*,wb.homicide,2023,25.7,wb\n\
         ECU,*,wb.homicide,2023,45.7,wb\nPER,*,wb.homicide,2023,8.6,wb\n",
    ),
    // A table whose import changes all four kinds of files.
    (
        "m.toml",
        "id = \"small-table\"\n[source]\nid = \"fresh\"\npublisher = \"A ministry\"\ntitle = \"A \
         table\"\nlicence = \"none\"\n[territory]\ncolumn = \"place\"\ntable = { \"North\" = \
         \"COL-N\", \"South\" = \"COL-S\" }\nparent = \"COL\"\nnames = { \"COL-N\" = \"North\", \
         \"COL-S\" = \"South\" }\n[indicator]\nvalue = \"own.raids\"\n[period]\nvalue = \"2023\"\n\
         [value]\ncolumn = \"raids\"\n[[define]]\ncode = \"own.raids\"\nname = \"Raids\"\nunit = \
         \"raids\"\nkind = \"enforcement\"\n",
    ),
    ("t.csv", "place,raids\nNorth,3\nSouth,4\n"),
    ("t2.csv", "place,raids\nNorth,5\nSouth,4\n"),
    ("iData.csv", "uCode,uName,Time,a,b\nU1,One,2023,1,2\nU2,Two,2023,3,1\nU3,Three,2023,2,2\n"),
    (
        "iMeta.csv",
        "Level,iCode,iName,Direction,Weight,Parent,Type\n1,a,A,1,1,R,Indicator\n\
         1,b,B,1,1,R,Indicator\n2,R,Root,1,1,,Aggregate\n",
    ),
];

/// A folder with the project `p` and the files to import: a table with its mapping, and COINr's two
/// tables.
pub fn small() -> TempDir {
    let tmp = tempfile::tempdir().unwrap();
    for (path, text) in FILES {
        write(tmp.path(), path, text);
    }
    tmp
}

/// Writes a file below a folder.
pub fn write(dir: &Path, path: &str, text: &str) {
    let file = dir.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
}

/// The import of the table into the project.
pub const IMPORT: &[&str] = &["import", "mapping", "t.csv", "--mapping", "m.toml", "--into", "p"];

/// A round: one panel, one item.
const ROUND: &str = "\
id = \"r\"
edition = \"2023\"
languages = [\"en\"]
[panel.COL]
territories = [\"COL\"]
language = \"en\"
raters = 2
[item.\"expert.market\"]
crime_areas = [\"extortion\"]
scale = [0, 10]
step = 1
question.en = \"How much?\"
";

/// Adds a project `q` with a round `r`, and `back.csv`: an export of its form with two raters.
pub fn round(dir: &Path) {
    write(
        dir,
        "q/assessment.toml",
        "id = \"q\"\neditions = [\"2023\"]\nterritories = [\"COL\", \"ECU\"]\ncrime_areas = \
         [\"extortion\"]\nmethod = \"method.toml\"\nevidence = [\"evidence/*.csv\"]\ndraws = \
         0\nlanguages = [\"en\"]\n",
    );
    write(
        dir,
        "q/method.toml",
        "id = \"q\"\n[node.threat]\n[indicator.\"expert.market\"]\nparent = \"threat\"\nkind = \
         \"expert\"\nscale = [0, 10]\ngoalposts = [0, 10]\n[indicator.\"expert.actors\"]\nparent = \
         \"threat\"\nkind = \"expert\"\nweight = 0\nscale = [0, 10]\ngoalposts = [0, 10]\n",
    );
    let own = "territory,crime_area,indicator,period,value\nECU,*,expert.market,2023,3\n";
    write(dir, "q/evidence/own.csv", own);
    write(dir, "q/rounds/r/round.toml", ROUND);
    let own = own_fields(dir, "COL");
    let name = |field| ideal::collect::form_name("COL/extortion/expert.market", field);
    let fields = [Field::Best, Field::Low, Field::High, Field::Confidence, Field::Reason];
    let fields: Vec<String> = fields.into_iter().map(name).collect();
    write(
        dir,
        "back.csv",
        &format!(
            "{OWN_FIELDS},rater,{}\n{own},R1,7,6,8,80,why\n{own},R2,5,4,6,70,\n",
            fields.join(",")
        ),
    );
}

/// The fields that a form fills in by itself.
pub const OWN_FIELDS: &str = "schema,round,panel,language,method_sha256,second,issued_from";

/// What they hold in English, in a form of the round `r` of the project `q` for a panel.
pub fn own_fields(dir: &Path, panel: &str) -> String {
    let folder = dir.join("q");
    let project = ideal::Project::Folder(folder.clone()).load().assessment.unwrap();
    let round = open_round(&Folder::new(&folder), "r", &project).0.unwrap();
    let from = issued_from(&project, &round, round.panel(panel).unwrap(), Lang::En, None);
    format!("1,r,{panel},en,{},false,{from}", project.method_sha256)
}

/// Takes the export into the project.
pub const RECEIVE: &[&str] = &["collect", "receive", "q", "--round", "r", "back.csv"];
