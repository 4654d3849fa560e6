//! Criminal groups: what is wrong with their sheets is said with its place, and what an audience may
//! not read is not there.

use ideal_model::{AttributeRating, GroupRole, GroupSheets, LinkKind, Members, RatedAs};

use super::*;
use crate::load_for;

const GROUPS: &str = "group,name,principal,secondary,territories,members,since,until,source,reliability,credibility,tlp
b-2,Los Faros,extortion,kidnapping; contraband,COL:base; ECU:transit;ECU,50-200,2016,,wb,B,2,
a-1,,drug_cocaine,,PER,<50,,2021,unodc,,,TLP:GREEN
c-3,Muralla,kidnapping,,,,,,,,,
";
const LINKS: &str =
    "group,other,kind,period,source\nb-2,a-1,supplies,2022,wb\na-1,c-3,conflicts,,\n";
const RATINGS: &str = "group,attribute,rating,period,source,reliability,credibility,rater
b-2,violence,high,2023,wb,A,1,R2
b-2,violence,3,2023,wb,A,1,R1
a-1,corruption,unknown,2022,unodc,,,
a-1,agile,,2022,unodc,,,
";
const NONE: &str = "territory,crime_area,period,source\nECU,illegal_mining,2023,wb\nPER,*,2019,\n";

fn sheets() -> InMemory {
    project()
        .with(GroupSheets::GROUPS, GROUPS)
        .with(GroupSheets::LINKS, LINKS)
        .with(GroupSheets::RATINGS, RATINGS)
        .with(GroupSheets::NONE_FOUND, NONE)
}

#[test]
fn sheets_are_read_as_they_stand() {
    let a = fine(&sheets());
    let s = &a.group_sheets;
    let codes: Vec<&str> = s.groups.iter().map(|g| g.code.as_str()).collect();
    assert_eq!(codes, ["a-1", "b-2", "c-3"]);
    let b = &s.groups[1];
    assert_eq!((b.name.as_deref(), b.line), (Some("Los Faros"), 2));
    assert_eq!(b.secondary, ["kidnapping", "contraband"]);
    let at: Vec<_> = b.territories.iter().map(|p| (p.territory.as_str(), p.role)).collect();
    let transit = Some(GroupRole::Transit);
    assert_eq!(at, [("COL", Some(GroupRole::Base)), ("ECU", None), ("ECU", transit)]);
    assert_eq!(b.members, Some(Members::Between(50, 200)));
    assert_eq!(s.groups[0].members, Some(Members::Under(50)));
    assert_eq!(s.links[1].kind, LinkKind::Supplies);
    // An empty rating is none: it is missing, which `unknown` is not.
    let said: Vec<_> = s.ratings.iter().map(|r| (r.group, r.rating, s.voice(r))).collect();
    assert_eq!(
        said,
        [
            (0, RatedAs::Word(AttributeRating::Unknown), "unodc"),
            (1, RatedAs::Points(3.0), "R1"),
            (1, RatedAs::Word(AttributeRating::High), "R2"),
        ]
    );
    assert_eq!(s.none_found.len(), 2);
    assert_eq!(s.mark().tlp, Tlp::Green);
    let inputs: Vec<_> = a.inputs.iter().filter(|i| i.path.contains("group")).collect();
    assert_eq!(inputs.iter().map(|i| i.rows).collect::<Vec<_>>(), [4, 3]);
    // The sources of sheets are used, and nothing is said of a project that has none of this.
    assert!(fine(&project()).group_sheets.is_empty());
}

#[test]
fn every_mistake_has_its_place() {
    let groups = |from: &str, to: &str| {
        assert!(GROUPS.contains(from), "{from}");
        said(&sheets().with(GroupSheets::GROUPS, &GROUPS.replacen(from, to, 1)))
    };
    assert_eq!(groups("c-3", "b-2"), ["groups.csv:4 group-twice", "links.csv:3 unknown-group"]);
    assert_eq!(groups("ECU:transit", "EQU:transit"), ["groups.csv:2 unknown-territory"]);
    assert_eq!(groups("transit", "tranist"), ["groups.csv:2 unknown-role"]);
    assert_eq!(groups("extortion", "extorsion"), ["groups.csv:2 unknown-crime-area"]);
    assert_eq!(groups("2016,,", "2016,2011,"), ["groups.csv:2 until-before-since"]);
    assert_eq!(groups("<50", "few"), ["groups.csv:3 bad-members"]);
    assert_eq!(groups("unodc", "undoc"), ["groups.csv:3 unknown-source"]);
    assert_eq!(groups("TLP:GREEN", "TLP:WHITE"), ["groups.csv:3 bad-tlp"]);
    assert_eq!(groups("B,2", "B,9"), ["groups.csv:2 credibility"]);
    let links = |from: &str, to: &str| {
        said(&sheets().with(GroupSheets::LINKS, &LINKS.replacen(from, to, 1)))
    };
    assert_eq!(links("c-3", "z-9"), ["links.csv:3 unknown-group"]);
    assert_eq!(links("c-3", "a-1"), ["links.csv:3 link-to-itself"]);
    assert_eq!(links("supplies", "suplies"), ["links.csv:2 unknown-kind"]);
    let ratings = |from: &str, to: &str| {
        said(&sheets().with(GroupSheets::RATINGS, &RATINGS.replacen(from, to, 1)))
    };
    assert_eq!(ratings("corruption", "coruption"), ["group_ratings.csv:4 unknown-attribute"]);
    assert_eq!(ratings("high", "hihg"), ["group_ratings.csv:2 unknown-rating"]);
    assert_eq!(ratings(",3,", ",5,"), ["group_ratings.csv:3 rating-off-scale"]);
    assert_eq!(ratings("R1", "R2"), ["group_ratings.csv:3 rated-twice"]);
    assert_eq!(ratings("2022,unodc", ",unodc"), ["group_ratings.csv:4 empty-cell"]);
    let found =
        errors(&sheets().with(GroupSheets::RATINGS, &RATINGS.replacen("violence", "Violense", 1)));
    assert_eq!(found[0].hint.as_deref(), Some("did you mean `violence`?"));
}

#[test]
fn a_persons_name_is_a_warning_that_does_not_repeat_it() {
    let text = GROUPS.replacen("Los Faros", "Ramiro Quiroga", 1);
    let loaded = load(&sheets().with(GroupSheets::GROUPS, &text), &[]);
    assert!(loaded.assessment.is_some());
    let found: Vec<_> = loaded.findings.iter().filter(|f| f.code == "personal-data").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].severity, found[0].place()),
        (Severity::Warning, "groups.csv:2".to_owned())
    );
    assert!(!format!("{:?}", loaded.findings).contains("Quiroga"));
}

#[test]
fn a_method_of_the_project_reads_its_own_attributes() {
    let text = "id = \"own\"\n[points]\nhigh = 3\nmedium = 2\nlow = 1\nnil = 0\nunknown = 1\n[attribute.reach]\nweight = 1\n";
    let rated = RATINGS.replacen("violence", "reach", 1);
    let with = |file: &str, text: &str| {
        sheets()
            .with(GroupSheets::RATINGS, &rated)
            .with(&format!("group_methods/{file}.toml"), text)
    };
    let a = fine(&with("own", text));
    let ids: Vec<&str> = a.group_sheets.methods.iter().map(|m| m.id.as_str()).collect();
    assert_eq!(ids, ["most-threatening", "own", "sleipnir"]);
    assert!(
        said(&with("other", text)).contains(&"group_methods/other.toml:1:1 method-name".to_owned())
    );
    let taken = text.replace("\"own\"", "\"sleipnir\"");
    assert!(
        said(&with("sleipnir", &taken))
            .contains(&"group_methods/sleipnir.toml:1:1 method-twice".to_owned())
    );
}

#[test]
fn a_group_above_the_clearance_is_not_there_nor_what_it_alone_names() {
    let groups = format!("{GROUPS}z-9,Oculta,extortion,,XX-Z,,,,hidden,,,TLP:RED\n");
    let links = format!("{LINKS}b-2,z-9,cooperates,,hidden-too\n");
    let ratings = format!("{RATINGS}z-9,violence,high,2023,hidden,A,1,R9\n");
    let own = "code,name\nXX-Z,Oculta\n";
    let sources = format!("{SOURCES}hidden,H,H,,none,2026,\nhidden-too,H,H,,none,2026,\n");
    let all = sheets()
        .with(GroupSheets::GROUPS, &groups)
        .with(GroupSheets::LINKS, &links)
        .with(GroupSheets::RATINGS, &ratings)
        .with("territories.csv", own)
        .with("sources.csv", &sources);
    assert_eq!(fine(&all).group_sheets.groups.len(), 4);
    let audience: ideal_model::Audience = "TLP:AMBER".parse().unwrap();
    let loaded = load_for(&all, &[], audience);
    let a = loaded.assessment.unwrap_or_else(|| panic!("{:?}", loaded.findings));
    let s = &a.group_sheets;
    assert_eq!((s.groups.len(), s.links.len(), s.ratings.len()), (3, 2, 3));
    let text =
        format!("{:?}", (&a.group_sheets, &a.sources, &a.declared, &a.findings, &a.territories));
    for secret in ["z-9", "Oculta", "hidden", "XX-Z", "R9"] {
        assert!(!text.contains(secret), "{secret}");
    }
    assert_eq!(a.release.and_then(|r| r.withheld.rows), RowBand::of(3));
    // An audience that may read it has it all.
    let audience: ideal_model::Audience = "TLP:RED".parse().unwrap();
    assert_eq!(load_for(&all, &[], audience).assessment.unwrap().group_sheets.groups.len(), 4);
}
