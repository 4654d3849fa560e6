#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;

use ideal_testing::{Data, skipped};

use super::*;

fn shipped() -> Territories {
    Territories::shipped().unwrap()
}

fn code<'a>(all: &'a Territories, name: &str) -> Option<&'a str> {
    all.by_name(name).map(|t| t.code.as_str())
}

fn part(code: &str, name: &str, parent: &str) -> Territory {
    Territory {
        code: code.into(),
        names: Names::same(name),
        parent: Some(parent.into()),
        kind: TerritoryKind::Part,
        groups: Vec::new(),
    }
}

/// ISO 3166-1 has 249 entries; Kosovo is added.
#[test]
fn the_shipped_tables_are_whole() {
    let all = shipped();
    assert_eq!(all.iter().count(), 250);
    let codes: Vec<&str> = all.iter().map(|t| t.code.as_str()).collect();
    assert!(codes.is_sorted());
    for t in all.iter() {
        assert!(t.code.len() == 3 && t.code.bytes().all(|b| b.is_ascii_uppercase()), "{}", t.code);
        assert!(t.names.en.is_some() && t.names.es.is_some() && t.names.pt.is_some(), "{}", t.code);
        assert!(t.kind == TerritoryKind::Country && t.parent.is_none());
    }
    assert_eq!(all.by_m49(32).unwrap().code, "ARG");
    assert_eq!(all.by_m49(76).unwrap().code, "BRA");
    assert!(all.by_m49(1).is_none());
}

/// The names that likeness would confuse.
#[test]
fn look_alikes_stay_apart() {
    let all = shipped();
    for (name, want) in [
        ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        ("República Dominicana", "DOM"),
        ("Niger", "NER"),
        ("Níger", "NER"),
        ("Nigeria", "NGA"),
        ("Nigéria", "NGA"),
        ("Congo", "COG"),
        ("Congo, Rep.", "COG"),
        ("Congo, Rep,", "COG"),
        ("Congo, Dem. Rep.", "COD"),
        ("Congo, Dem, Rep,", "COD"),
        ("Democratic Republic of the Congo", "COD"),
        ("DR Congo (Zaire)", "COD"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Equatorial Guinea", "GNQ"),
        ("Papua New Guinea", "PNG"),
        ("Guiné", "GIN"),
        ("Guiana", "GUY"),
        ("Korea, Rep.", "KOR"),
        ("Korea, Dem. People's Rep.", "PRK"),
        ("Korea, DPR", "PRK"),
        ("North Korea", "PRK"),
        ("Corea del Sur", "KOR"),
        ("Samoa", "WSM"),
        ("American Samoa", "ASM"),
        ("Virgin Islands (U.S.)", "VIR"),
        ("British Virgin Islands", "VGB"),
        ("Sudan", "SDN"),
        ("South Sudan", "SSD"),
        ("Ireland", "IRL"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Austria", "AUT"),
        ("Australia", "AUS"),
        // UN M49 has a region of this name, which only its number means.
        ("Micronesia", "FSM"),
        ("Macedonia", "MKD"),
        ("DRC", "COD"),
        ("Republic of Congo", "COG"),
        ("EE. UU.", "USA"),
        ("Hong Kong SAR", "HKG"),
        ("Chinese Taipei", "TWN"),
        ("Palestinian Territories", "PSE"),
        ("Western Sahara", "ESH"),
        ("US Virgin Islands", "VIR"),
        ("French Guyana", "GUF"),
        ("Guyana", "GUY"),
    ] {
        assert_eq!(code(&all, name), Some(want), "{name}");
    }
    for nothing in [
        "",
        "Korea",
        "Dominican",
        "Guineas",
        "Saint Martin",
        "Virgin Islands",
        "America",
        "Sudan [former]",
        "Yemen (South Yemen)",
        "Northern Ireland",
    ] {
        assert_eq!(code(&all, nothing), None, "{nothing:?}");
    }
}

#[test]
fn codes_that_publishers_use_for_isos() {
    let all = shipped();
    for (legacy, want) in [
        ("ROM", "ROU"),
        ("ZAR", "COD"),
        ("TMP", "TLS"),
        ("ADO", "AND"),
        ("WBG", "PSE"),
        ("KSV", "XKX"),
        ("OWID_KOS", "XKX"),
    ] {
        assert!(all.get(legacy).is_none());
        assert_eq!(code(&all, legacy), Some(want), "{legacy}");
    }
}

#[test]
fn aggregates_are_a_closed_list_and_no_territories() {
    let all = shipped();
    assert_eq!(all.aggregate("LCN"), Some("Latin America & Caribbean"));
    assert_eq!(all.aggregate("Latin America & Caribbean"), Some("Latin America & Caribbean"));
    assert_eq!(all.aggregate("419"), Some("Latin America and the Caribbean"));
    assert_eq!(all.aggregate("1"), Some("World"));
    assert_eq!(all.aggregate("99042"), Some("WHO Africa"));
    assert_eq!(all.aggregate("ZZA.VHHD"), Some("Very high human development"));
    assert_eq!(all.aggregate_entry("GBR_E_W").unwrap().kind, "sub_area");
    assert_eq!(all.aggregate_entry("Czechoslovakia").unwrap().kind, "former");
    for none in ["COL", "Colombia", "", "QQQ", "32"] {
        assert_eq!(all.aggregate(none), None, "{none:?}");
    }
}

#[test]
fn groups_by_code_number_and_name() {
    let all = shipped();
    assert_eq!(all.group("EL-PACCTO").unwrap().members.len(), 18);
    assert_eq!(
        all.group("CLASI-2022").unwrap().members,
        ["ARG", "BOL", "CRI", "DOM", "ECU", "PAN", "SLV"]
    );
    assert_eq!(all.group("LATAM20").unwrap().members.len(), 20);
    // UN M49: South America has 14 States and territories besides Bouvet Island and South Georgia.
    assert_eq!(all.group("M49-005").unwrap().members.len(), 16);
    assert_eq!(all.group("5"), all.group("South America"));
    assert_eq!(all.group("america del sur"), all.group("M49-005"));
    assert!(all.group("Atlantis").is_none() && all.group("COL").is_none());
    assert!(all.get("COL").unwrap().groups.iter().any(|g| g == "CLASI"));
    for g in all.groups() {
        assert!(!g.source.is_empty() && !g.members.is_empty(), "{}", g.code);
        assert!(g.members.is_sorted(), "{}", g.code);
    }
}

#[test]
fn a_projects_groups() {
    let (bloc, ranges) =
        (("bloc", "Andes", vec!["PER", "BOL"]), ("ranges", "Andes", vec!["CHL", "PER"]));
    let mut all = shipped();
    all.add_groups([bloc.clone()]);
    assert_eq!(all.group("Andes").unwrap().members, ["BOL", "PER"]);
    assert_eq!(all.group_value("bloc", "PER"), Some("Andes"));
    assert_eq!(all.group_value("bloc", "CHL"), None);
    // One value in two columns is two groups: the bare value is no answer, the column decides.
    let mut all = shipped();
    all.add_groups([bloc, ranges]);
    assert!(all.group("Andes").is_none());
    assert_eq!(all.group("ranges:Andes").unwrap().members, ["CHL", "PER"]);
    assert_eq!(all.get("PER").unwrap().groups.iter().filter(|g| *g == "Andes").count(), 1);
    assert_eq!(all.group("bloc:Andes").unwrap().members.len(), 2);
}

#[test]
fn own_territories() {
    let mut all = shipped();
    all.add(part("CO-AMA", "Amazonas", "COL")).unwrap();
    assert_eq!(code(&all, "Amazonas"), Some("CO-AMA"));
    all.add(part("BR-AM", "Amazonas", "BRA")).unwrap();
    assert_eq!(code(&all, "Amazonas"), None, "two parts of one name are no answer");
    assert_eq!(all.part_by_name("BRA", "amazonas").unwrap().code, "BR-AM");
    assert!(all.part_by_name("PER", "Amazonas").is_none());
    assert!(!all.is_shipped("BR-AM") && all.is_shipped("BRA"));

    let orphan = all.add(part("XX-1", "Nowhere", "CLO")).unwrap_err();
    assert!(matches!(&orphan, TaxonomyError::Parent { parent, .. } if parent == "CLO"));
    assert!(matches!(all.add(part("CO-X", "Loop", "CO-X")), Err(TaxonomyError::Parent { .. })));
    assert!(matches!(all.add(part("COL", "Colombia", "BRA")), Err(TaxonomyError::Twice { .. })));
    assert!(matches!(all.add(part("a/b", "A", "COL")), Err(TaxonomyError::Code(_))));
    let region = Territory {
        code: "COL".into(),
        names: Names::default(),
        parent: None,
        kind: TerritoryKind::Region,
        groups: Vec::new(),
    };
    assert!(matches!(all.add(region.clone()), Err(TaxonomyError::Twice { .. })));
    // The default kind says nothing new about a known country; a name given replaces the known one.
    let named = Territory {
        names: Names { es: Some("Colombia (sin San Andrés)".into()), ..Names::default() },
        kind: TerritoryKind::Part,
        ..region
    };
    all.add(named).unwrap();
    let colombia = all.get("COL").unwrap();
    assert_eq!(
        (colombia.kind, colombia.names.get(Lang::En)),
        (TerritoryKind::Country, Some("Colombia"))
    );
    assert_eq!(colombia.names.get(Lang::Es), Some("Colombia (sin San Andrés)"));
}

#[test]
fn nearest_is_a_hint() {
    let all = shipped();
    assert_eq!(all.nearest("Columbia").first().map(String::as_str), Some("`COL` (Colombia)"));
    assert!(all.nearest("12345678").is_empty());
}

/// Two letters are one country's; three may be the code that sports use, or how a name begins.
#[test]
fn codes_of_other_systems_hint_at_isos() {
    let all = shipped();
    assert_eq!(all.nearest("CO"), ["`COL` (Colombia)"]);
    assert_eq!(all.nearest("na"), ["`NAM` (Namibia)"]);
    for (text, code) in [
        ("GUA", "GTM"),
        ("URU", "URY"),
        ("PAR", "PRY"),
        ("CHI", "CHL"),
        ("HON", "HND"),
        ("NCA", "NIC"),
        ("ESA", "SLV"),
        ("CRC", "CRI"),
        ("HAI", "HTI"),
        ("Bra", "BRA"),
    ] {
        let near = all.nearest(text);
        assert!(
            near.first().is_some_and(|n| n.starts_with(&format!("`{code}`"))),
            "{text}: {near:?}"
        );
    }
    assert!(all.nearest("GUA").len() > 1, "Guam and Guadeloupe begin so, too");
}

/// ISO 3166-1 gives every entry a code of two letters; `NA` is Namibia's and no missing value.
#[test]
fn codes_of_two_letters() {
    let all = shipped();
    let code = |iso2| all.by_iso2(iso2).map(|t| t.code.as_str());
    assert_eq!(
        [code("CO"), code("NA"), code("gb"), code(" XK ")],
        [Some("COL"), Some("NAM"), Some("GBR"), Some("XKX")]
    );
    // What the European Union writes.
    assert_eq!([code("UK"), code("el")], [Some("GBR"), Some("GRC")]);
    assert_eq!([code("COL"), code(""), code("ZZ")], [None; 3]);
    assert_eq!(all.by_iso2.len(), 250);
    let Some(path) = publisher("country_codes/country-codes.csv") else { return };
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| {
        header.iter().position(|h| h.trim_start_matches('\u{feff}') == name).expect(name)
    };
    let (iso3, iso2) = (column("ISO3166-1-Alpha-3"), column("ISO3166-1-Alpha-2"));
    let mut checked = 0;
    for record in reader.records() {
        let record = record.unwrap();
        if let Some(t) = all.get(&record[iso3]) {
            assert_eq!(all.by_iso2(&record[iso2]).map(|t| &t.code), Some(&t.code), "{record:?}");
            checked += 1;
        }
    }
    assert_eq!(checked, 249);
}

fn publisher(file: &str) -> Option<PathBuf> {
    let folder = Data::Publishers.folder(format_args!("so {file} is not checked"))?;
    let path = folder.join(file);
    if !path.exists() {
        skipped(format_args!("{} does not exist", path.display()));
        return None;
    }
    Some(path)
}

/// Every area that a publisher's CSV names is a territory or on the closed list of aggregates, and
/// never both; where it gives a code and a name, both mean the same.
#[test]
fn every_area_of_the_publishers_csv_files_resolves() {
    let all = shipped();
    let files: [(&str, usize, Option<&str>, &str); 7] = [
        (
            "worldbank_ds2/API_SP.POP.TOTL_DS2_en_csv_v2_4473555.csv",
            4,
            Some("Country Code"),
            "Country Name",
        ),
        (
            "worldbank_ds2/API_VC.IHR.PSRC.P5_DS2_es_csv_v2_8348.csv",
            4,
            Some("Country Code"),
            "Country Name",
        ),
        ("population/population.csv", 0, Some("Country Code"), "Country Name"),
        ("gdp/gdp.csv", 0, Some("Country Code"), "Country Name"),
        (
            "undp_hdr/HDR23-24_Composite_indices_complete_time_series.csv",
            0,
            Some("iso3"),
            "country",
        ),
        ("ucdp/organizedviolencecy_v25_1.csv", 0, None, "country_cy"),
        ("owid/homicide-rate-unodc.csv", 0, Some("Code"), "Entity"),
    ];
    for (file, banner, code_column, name_column) in files {
        let Some(path) = publisher(file) else { continue };
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8(bytes.clone())
            .unwrap_or_else(|_| bytes.iter().map(|&b| char::from(b)).collect());
        let text: String = text
            .trim_start_matches('\u{feff}')
            .lines()
            .skip(banner)
            .flat_map(|l| [l, "\n"])
            .collect();
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let column = |name: &str| header.iter().position(|h| h == name).expect(name);
        let (name_at, code_at) = (column(name_column), code_column.map(column));
        let mut seen = BTreeSet::new();
        for record in reader.records() {
            let record = record.unwrap();
            let name = record.get(name_at).unwrap().to_owned();
            seen.insert((
                code_at.map_or(String::new(), |c| record.get(c).unwrap().to_owned()),
                name,
            ));
        }
        assert!(seen.len() > 150, "{file}: only {} areas", seen.len());
        for (code, name) in seen {
            let by_code = all.get(&code).or_else(|| all.by_name(&code));
            let by_name = all.by_name(&name);
            let aggregate = all.aggregate(&code).or_else(|| all.aggregate(&name));
            match (by_code, by_name) {
                (Some(a), Some(b)) => assert_eq!(a.code, b.code, "{file}: {code} {name}"),
                // A code is enough where the publisher's file garbles the name ("Mariana").
                (Some(_), None) | (None, Some(_)) => {}
                (None, None) => {
                    assert!(aggregate.is_some(), "{file}: {code:?} {name:?} is unknown")
                }
            }
            assert!(
                aggregate.is_none() || (by_code.is_none() && by_name.is_none()),
                "{file}: {code} {name} is both"
            );
        }
    }
}
