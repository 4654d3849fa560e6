//! What a person writes for a project: `assessment.toml`, a method, the small tables.

use ideal::evidence::InMemory;
use ideal::shipped;

use super::Entry;

const ASSESSMENT: &str = "id = \"x\"
title.es = \"Prueba\"
title.en = \"Trial\"
editions = [\"2021\", \"2022\"]
territories = [\"COL\", \"ECU\", \"PER\", \"CO-ANT\", \"region:Andes\"]
crime_areas = [\"oc_homicide\", \"extortion\", \"own_area\"]
method = \"m.toml\"
evidence = [\"e/*.csv\", { path = \"f/x.csv\", delimiter = \";\", decimal = \",\" }]
sources = \"sources.csv\"
handling = \"TLP:GREEN\"
seed = 7
draws = 200
languages = [\"es\", \"en\"]
";

const ASSESSMENT_OF_COUNTRIES: &str = "id = \"y\"\neditions = [\"*\"]\nterritories = [\"*\"]\n\
                                       crime_areas = [\"*\"]\nmethod = \"m.toml\"\nevidence = \
                                       [\"e/*.csv\"]\n";

const METHOD: &str = "id = \"one\"
version = \"1.0\"
owner = \"Nobody\"
unit = \"territory-area\"
scale = [0, 100]
decimals = 1
rounding = \"half-even\"
[node.threat]
name.en = \"Threat\"
aggregate = \"geometric\"
min_coverage = 0.5
floor = 5.0
[node.market]
parent = \"threat\"
weight = 2
aggregate = { power = 0.5 }
required = true
[node.response]
parent = \"threat\"
weight = 1.5
invert = true
[indicator.\"wb.homicide\"]
parent = \"market\"
goalposts = [0, 30]
transform = \"sqrt\"
max_age = 4
[indicator.\"x.expert\"]
parent = \"response\"
kind = \"expert\"
scale = [0, 10]
direction = \"down\"
goalposts = [0, 10]
crime_areas = [\"extortion\", \"oc_homicide\"]
[indicator.\"x.recorded\"]
parent = \"market\"
weight = 0.25
goalposts = [0, 100]
smooth = { window = 3 }
per = { indicator = \"wb.population\", factor = 100000 }
[indicator.\"wb.population\"]
[rollup.territory]
aggregate = \"arithmetic\"
weights = { oc_homicide = 2 }
[rollup.region]
aggregate = \"arithmetic\"
[[band]]
id = \"low\"
name.en = \"low\"
below = 40
[[band]]
id = \"high\"
name.en = \"high\"
[confidence]
scheme = \"admiralty\"
ungraded = 0.3
[uncertainty]
weights = \"experts\"
concentration = 20
sd = { A1 = 1, B2 = 4.5 }
top = [1, 3]
";

/// Tables of a project, each with the column by which its rows are known.
pub const TABLES: [(&str, &str); 5] = [
    (
        "sources.csv",
        "id,publisher,title,url,licence,retrieved,lineage\none,First,\"A title, with a \
         comma\",https://example.org,CC BY 4.0,2024-05-01,\ntwo,Second,,,,,one\n\
         three,Third,,,,,one two\n",
    ),
    (
        "territories.csv",
        "code,name,name_es,parent,kind,zone\nCO-ANT,Antioquia,,COL,part,Andes\n\
         CO-CHO,\"Chocó\",,COL,part,Pacific\nANDES,The Andes,Los Andes,,region,\nPER,,,,,Andes\n",
    ),
    (
        "crime_areas.csv",
        "code,name_en,name_es,family,iccs,iccs_status,empact,ocindex,clasi,socta\nown_area,Own \
         area,Ámbito propio,,0903,part,,,,\n",
    ),
    (
        "indicators.csv",
        "code,name,name_es,unit,kind,series,source,direction,scale,note\nx.expert,Expert's \
         view,Juicio,points,expert,,,up,0..10,a remark\n\
         x.recorded,Recorded,,offences,recorded,,one,up,,\n",
    ),
    (
        "weights.csv",
        "expert,method,node,child,other,value\nE1,ahp,threat,market,response,3\n\
         E2,bwm,threat,response,market,1.5\nE3,budget,threat,market,,70\n\
         E3,budget,threat,response,,30\nE1,rank,market,wb.homicide,,1\n\
         E1,rank,market,x.recorded,,2\nE2,ahp,market,x.recorded,wb.homicide,1/4\n\
         E3,swing,market,wb.homicide,,100\nE3,swing,market,x.recorded,,25.5\n",
    ),
];

const EVIDENCE: &str = "territory,crime_area,indicator,period,value,source,reliability,credibility\n\
                        COL,*,wb.homicide,2022,25.5,one,A,1\nPER,*,wb.homicide,2021,8.5,two,B,2\n\
                        CO-ANT,extortion,x.expert,2022,7,three,,\n\
                        COL,extortion,x.recorded,2022,120,,,\n\
                        COL,*,wb.population,2022,51000000,,,\n";
const EVIDENCE_BESIDE: &str =
    "territory;crime_area;indicator;period;value\nECU;*;wb.homicide;2022;26,75\n";

/// A project of all its parts, with `name` as it is given.
#[must_use]
pub fn project(name: &str, bytes: Vec<u8>) -> InMemory {
    let mut project = InMemory::new()
        .with("assessment.toml", ASSESSMENT)
        .with("m.toml", METHOD)
        .with("e/a.csv", EVIDENCE)
        .with("f/x.csv", EVIDENCE_BESIDE);
    for (name, text) in TABLES {
        project.insert(name, text.as_bytes());
    }
    project.insert(name.to_owned(), bytes);
    project
}

/// What `assessment.toml` may say.
#[must_use]
pub fn assessments() -> Vec<Entry> {
    vec![
        Entry::new("assessment.toml", ASSESSMENT),
        Entry::new("assessment.toml", ASSESSMENT_OF_COUNTRIES),
    ]
}

/// The project's tables.
#[must_use]
pub fn tables() -> Vec<Entry> {
    TABLES.iter().map(|(name, text)| Entry::new(name, *text)).collect()
}

/// Methods: ours, and those that ship and are not long.
#[must_use]
pub fn methods() -> Vec<Entry> {
    let shipped = ["hdi", "oc-index"]
        .into_iter()
        .filter_map(|id| Some(Entry::new("m.toml", shipped::method(id)?)));
    std::iter::once(Entry::new("m.toml", METHOD)).chain(shipped).collect()
}
