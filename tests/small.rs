//! A small project, and files to import into it: for tests that run a command hundreds of times.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

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
