//! Files in the layouts of the publishers that are imported, with figures that are nobody's.

use super::{Entry, cells, compound, workbook};

/// A mapping of the parts that every one needs, and `rest`.
fn mapping(rest: &str) -> String {
    format!(
        "id = \"t\"\n{rest}\n[source]\nid = \"t\"\npublisher = \"P\"\ntitle = \"T\"\nlicence = \
         \"L\"\n"
    )
}

const WORLD_BANK: &str = "\u{feff}\"Data Source\",\"World Development Indicators\",\n\n\"Last \
                          Updated Date\",\"2024-01-01\",\n\n\"Country Name\",\"Country \
                          Code\",\"Indicator Name\",\"Indicator \
                          Code\",\"2020\",\"2021\",\"2022\",\n\
                          \"Colombia\",\"COL\",\"Homicides\",\"VC.IHR.PSRC.P5\",\"26.8\",\"\",\"25.5\",\n\
                          \"Latin \
                          America\",\"LCN\",\"Homicides\",\"VC.IHR.PSRC.P5\",\"20\",\"19\",\"18.5\",\n\
                          \"Bahamas, The\",\"BHS\",\"Rain \
                          (mm)\",\"AG.LND.PRCP.MM\",\"1292\",\"1291.5\",\"1290\",\n";
const WORLD_BANK_SEMICOLONS: &str = "Country Name;Country Code;Indicator Name;Indicator \
                                     Code;2021;2022;\nColombia;COL;Growth (annual \
                                     %);NY.GDP.MKTP.KD.ZG;10,8011;7,2888;\n\"Bahamas, \
                                     The\";BHS;Growth (annual %);NY.GDP.MKTP.KD.ZG;15,395;;\n";
const DATABANK: &str = "Series Name,Series Code,Country Name,Country Code,2021 [YR2021],2022 \
                        [YR2022]\n\"Homicides (per 100,000 \
                        people)\",VC.IHR.PSRC.P5,Colombia,COL,27.5,26.1\n\"Homicides (per 100,000 \
                        people)\",VC.IHR.PSRC.P5,Cuba,CUB,..,..\nGrowth (annual \
                        %),NY.GDP.MKTP.KD.ZG,World,WLD,6.4,3.3\nGrowth (annual \
                        %),NY.GDP.MKTP.KD.ZG,Colombia,COL,10.8,7.3\n,,,,,\nData from database: \
                        World Development Indicators,,,,,\nLast Updated: 07/01/2026,,,,,\n";
const DATABANK_LONG: &str = "Country Name,Country Code,Series Name,Series Code,Time,Time \
                             Code,Value\nColombia,COL,Homicides,VC.IHR.PSRC.P5,2021,YR2021,27.5\n\
                             Mexico,MEX,Homicides,VC.IHR.PSRC.P5,2021,YR2021,28.25\n\
                             Colombia,COL,Growth (annual %),NY.GDP.MKTP.KD.ZG,2021,YR2021,10.8\n\
                             Mexico,MEX,Growth (annual %),NY.GDP.MKTP.KD.ZG,2021,YR2021,..\n";
const UCDP: &str = "country_id_cy,country_cy,year_cy,sb_total_deaths_best_cy,ns_dyad_count_cy,ns_dyad_names_cy,ns_total_deaths_best_cy,os_nsgroup_killings_best_cy\n\
                    130,Ecuador,2023,0,9,\"One group - another group, third\",540,0\n490,DR \
                    Congo (Zaire),2023,1000,5,x,100,2000\n\
                    315,Czechoslovakia,1989,0,0,NO_DYAD,0,0\n";
const UCDP_LATER: &str = "country|year|ns_dyad_count|os_nsgroup_killings_best|ns_total_deaths_best|sb_total_deaths_best\n\
                          Colombia|2024|4|33|210|120\nPeru|2024|0|1|0|2";
const UNDP: &str = "iso3,country,hdicode,hdi_rank_2022,hdi_2021,hdi_2022,le_2022,eys_2022,mys_2022,gnipc_2022,gii_2022,mmr_2022\n\
                    URY,Uruguay,Very High,52,0.826,0.83,78,17.4,9.1,22207.4,0.235,17\nCIV,Côte \
                    d'Ivoire,Medium,166,,0.534,58.9,10.7,4.2,5376,0.612,480\n\
                    ZZK.WORLD,World,,,0.735,0.739,72,13,8.7,17254,0.462,215\n";
const BTI: &str = "Regions:|Region|Q1.1 / Monopoly|Q3.3 / Office|Q12.1 / Environment|Q15.3 / \
                   Corruption|Q1.10 / Other|Category|Category\nHaiti|2|2|1|2|3|5|x|y\n\
                   Syria|4|-|1|1|1|1|x|y\n||9|9|9|9|9||";
const WGI: &str = "codeindyr|code|countryname|year|indicator|estimate|stddev|nsource\n\
                   MEXcc2021|MEX|Mexico|2021|cc|-1.0206398963928223|0.16|10\n\
                   ROMrl2021|ROM|Romania|2021|rl|0.4|0.15|10\n\
                   HTIva2021|HTI|Haiti|2021|va|..|..|..\nANTva2002|ANT|Netherlands Antilles \
                   (former)|2002|va|1|0.3|2";
const WGI_WIDE: &str = "Legend\nEstimate|Estimate of governance\n||1996|||1998||\n\
                        Country/Territory|Code|Estimate|StdErr|NumSrc|Estimate|StdErr|NumSrc\n\
                        Andorra|ADO|1.5|0.29|3|1.25|0.3|3\n\
                        Aruba|ABW|#N/A|#N/A|#N/A|#N/A|#N/A|#N/A\nNetherlands Antilles \
                        (former)|ANT|1|0.3|1|1|0.3|1\n||||||||\nSource: the World Bank|||||||";
const LONG: &str = "UNODC|mail\n16/05/2024\n\
                    Iso3_code|Country|Region|Subregion|Indicator|Dimension|Category|Sex|Age|Year|Unit \
                    of measurement|VALUE|Source\n\
                    ECU|Ecuador|Americas|LAC|INDICATOR|DIMENSION|CATEGORY|Total|Total|2022|UNIT|69|CTS\n\
                    PER|Peru|Americas|LAC|INDICATOR|DIMENSION|CATEGORY|Total|Total|2021|UNIT|<5|CTS\n\
                    ECU|Ecuador|Americas|LAC|INDICATOR|DIMENSION|CATEGORY|Total|Total|2021|UNIT|1,246|CTS\n\
                    ECU|Ecuador|Americas|LAC|INDICATOR|DIMENSION|CATEGORY|Male|Total|2022|UNIT|8|CTS\n\
                    GBR_S|United Kingdom \
                    (Scotland)|Europe|NE|INDICATOR|DIMENSION|CATEGORY|Total|Total|2022|UNIT|1|CTS";
const SEIZURES: &str = "Drug seizures\n\
                        Region|SubRegion|Country|DrugGroup|DrugSubGroup|DrugName|Reference \
                        year|Kilograms|msCode\nA|S|Colombia|Cocaine-type|Cocaine|Cocaine \
                        hydrochloride|2022|0.1|COL\nA|S|Colombia|Cocaine-type|Cocaine|Cocaine \
                        hydrochloride|2022|0.2|COL\nA|S|Peru|Cocaine-type|Cocaine|Cocaine \
                        (total of the above, including if unspecified/undistinguished, but \
                        excluding coca leaf and coca bush)|2022|7|PER\n\
                        A|S|Peru|Cocaine-type|Coca-type|Coca leaf|2022|9|PER\n\
                        A|S|Peru|Opioids|Opiates|Heroin|2022||PER";
const SEIZURES_OLDER: &str = "Drug seizures\n* Highlighted rows are totals\n\n\
                              ISO3|Region|SubRegion|Country/Territory|SourceType|Year|DrugGroup|DrugSubGroup|DrugName|quantity|unit|KgEquivalent|Comment\n\
                              BOL|A|S|Bolivia (Plurinational State \
                              of)|ARQ|2019|Cocaine-type|Cocaine|Cocaine|15556.93|Kilogram|15556.93|\n\
                              PER|A|S|Peru|ARQ|2019|Opioids|Heroin|Heroin|1|Kilogram|1|\n\
                              KEN|A|E|Kenya|ARQ|2020||||94164|Units||Cannabis Rolls";
const PREVALENCE: &str = "|DRUG\n|Annual\n\
                          |Region|Sub-region|Country/Territory|Best|Low|High|Male|Female|Year|Age|Source|Method|Adjustment|Specific \
                          notes\n|Americas|SA|Uruguay|0.1||||| 2018|12-65\n||| Uruguay|0.3||||| \
                          2018|15-64\n|||Chile|12.05||||| 2020/21|12-65\n|Notes below";
const COCA: &str = "|Global illicit cultivation of coca bush\n\n||2019|2020||2021|2022|2023\n\
                    |Colombia a|154000|142800|x|204300|230000|252600\n|Peru b|1|||||\n|Peru \
                    c|54700|61800||80681|95000|92800\n|Total|1|1||1|1|1\n|a) Net area";

/// Text files, each with the importer that reads it.
#[must_use]
pub fn text() -> Vec<Entry> {
    let latin: Vec<u8> = UNDP.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    vec![
        Entry::new("wb.csv", WORLD_BANK).read_as("worldbank"),
        Entry::new("wb-semicolons.csv", WORLD_BANK_SEMICOLONS).read_as("worldbank"),
        Entry::new("databank.csv", DATABANK).read_as("worldbank"),
        Entry::new("databank-long.csv", DATABANK_LONG).read_as("worldbank"),
        Entry::new("ucdp.csv", UCDP).read_as("ucdp"),
        Entry::new("hdr.csv", latin).read_as("undp-hdr"),
    ]
}

/// Workbooks, each with the importer that reads it.
#[must_use]
pub fn workbooks() -> Vec<Entry> {
    let book = |name, importer, sheets: &[(&str, Vec<Vec<String>>)]| {
        Entry::new(name, workbook(sheets)).read_as(importer)
    };
    let long = |series: [&str; 4]| {
        let words = ["INDICATOR", "DIMENSION", "CATEGORY", "UNIT"];
        cells(
            &words
                .iter()
                .zip(series)
                .fold(LONG.to_owned(), |t, (word, with)| t.replace(word, with)),
        )
    };
    let arms = |row: Vec<String>| {
        row.into_iter()
            .map(|c| match c.as_str() {
                "Total" => "na".to_owned(),
                "TOTAL" => "Total".to_owned(),
                _ => c,
            })
            .collect()
    };
    let kidnapping =
        ["Violent offences", "by type of offence", "Kidnapping", "Rate per 100,000 population"];
    let wide = [
        "VoiceandAccountability",
        "Political StabilityNoViolence",
        "GovernmentEffectiveness",
        "RegulatoryQuality",
        "RuleofLaw",
        "ControlofCorruption",
    ];
    // A bar is in the heads themselves.
    let bti: Vec<Vec<String>> = cells(BTI)
        .into_iter()
        .map(|row| row.into_iter().map(|c| c.replace(" / ", " | ")).collect())
        .collect();
    let drug = |d: &str| cells(&PREVALENCE.replace("DRUG", d));
    let commas: String = WORLD_BANK
        .lines()
        .skip(4)
        .map(|l| {
            l.trim_end_matches(',')
                .replace("\",\"", "|")
                .replace('"', "")
                .replace("Bahamas, The", "Bahamas")
                + "\n"
        })
        .collect();
    vec![
        book("bti.xlsx", "bti", &[("BTI 2024", bti), ("Codebook", cells("a|b"))]),
        book("oc.xlsx", "oc-index", &[("about", cells("x")), ("2021_dataset", oc_index())]),
        book("wgi.xlsx", "wgi", &[("Sheet1", cells(WGI))]),
        book("wgi-wide.xlsx", "wgi", &wide.map(|name| (name, cells(WGI_WIDE)))),
        book("cts.xlsx", "unodc-cts", &[("data", long(kidnapping))]),
        book(
            "glotip.xlsx",
            "unodc-glotip",
            &[("data", long(["Detected trafficking victims", "Total", "Total", "Counts"]))],
        ),
        book(
            "arms.xlsx",
            "unodc-firearms",
            &[(
                "data",
                long(["Arms seized", "TOTAL", "TOTAL", "Counts"]).into_iter().map(arms).collect(),
            )],
        ),
        book("seizures.xlsx", "unodc-seizures", &[("Seizures", cells(SEIZURES))]),
        book("seizures-older.xlsx", "unodc-seizures", &[("seizures", cells(SEIZURES_OLDER))]),
        book(
            "use.xlsx",
            "unodc-prevalence",
            &[
                ("Cannabis", drug("CANNABIS")),
                ("Cocaine", drug("COCAINE")),
                ("Amphetamines", drug("ATS")),
            ],
        ),
        book("coca.xlsx", "unodc-coca", &[("Sheet1", cells(COCA))]),
        book("ucdp.xlsx", "ucdp", &[("Sheet1", cells(UCDP_LATER))]),
        book("wb.xlsx", "worldbank", &[("Data", cells(&commas))]),
        Entry::new("wb.xls", compound::file(&compound::sheet("Data", &cells(&commas))))
            .read_as("worldbank"),
    ]
}

/// A country whose every item is 5.5, under the heads of the edition of 2021.
fn oc_index() -> Vec<Vec<String>> {
    let tables = [
        include_str!("../../../datasets/taxonomy/ocindex_markets.csv"),
        include_str!("../../../datasets/taxonomy/ocindex_items.csv"),
    ];
    let mut heads: Vec<String> = ["Continent", "Region", "Country"].map(str::to_owned).to_vec();
    for table in tables {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let since = reader.headers().unwrap().iter().position(|h| h == "since").unwrap();
        heads.extend(
            reader
                .records()
                .map(Result::unwrap)
                .filter(|r| r[since] == *"2021")
                .map(|r| r[0].to_owned()),
        );
    }
    heads.extend(
        ["Criminality", "Criminal markets", "Criminal actors", "Resilience"].map(str::to_owned),
    );
    let scores = heads.iter().skip(3).map(|_| "5.5".to_owned());
    let row = ["Africa", "Central Africa", "Congo, Dem. Rep."]
        .map(str::to_owned)
        .into_iter()
        .chain(scores)
        .collect();
    vec![heads, row]
}

/// A table and the mapping that reads it.
pub struct Mapped {
    /// The table's name.
    pub name: &'static str,
    /// The table.
    pub table: Vec<u8>,
    /// The mapping.
    pub mapping: String,
}

/// Tables that are long, wide by year, wide by month, and of single events.
#[must_use]
pub fn mapped() -> Vec<Mapped> {
    let long = "[territory]\ncolumn = \"geo\"\n[indicator]\nvalue = \"wb.gini\"\n[period]\n\
                column = \"year\"\n[value]\ncolumn = \"v\"\nrange = [0, 100]\nunit = \
                \"index\"\n";
    let wide = "[file]\ndelimiter = \";\"\nencoding = \"latin-1\"\ndecimal = \",\"\nheader_has = \
                [\"País\"]\nmissing = [\"..\"]\n[territory]\ncolumn = \"País\"\ncodes = \"name\"\n\
                leave_out = [\"Total\"]\n[indicator]\nvalue = \"wb.gini\"\n[period]\nheads = \
                \"year\"\nspan = [2020, 2021]\n[value]\nfactor = 100\n";
    let months = "rows = \"sum\"\n[territory]\ncolumn = \"state\"\ncodes = \"table\"\nparent = \
                  \"MEX\"\ntable = { \"Jalisco\" = \"MX-JAL\" }\n[indicator]\ncolumn = \
                  \"offence\"\ntable = { \"Secuestro\" = \"x.kidnapping@kidnapping\" }\n\
                  [[keep]]\ncolumn = \"offence\"\nnot = [\"Robo\"]\nreason = \"other offences\"\n\
                  [[define]]\ncode = \"x.kidnapping\"\nname = \"Kidnapping\"\nkind = \
                  \"recorded\"\n[period]\nheads = \"month\"\nyear = \"year\"\nmonths = \"es\"\n\
                  by = \"month\"\n[value]\nunit = \"files\"\n";
    let month_table = "year,state,offence,Enero,Febrero,Marzo,Abril,Mayo,Junio,Julio,Agosto,Septiembre,Octubre,Noviembre,Diciembre\n\
                       2023,Jalisco,Secuestro,1,1,1,1,1,1,1,1,1,1,1,1\n\
                       2023,Jalisco,Secuestro,2,0,0,0,0,0,0,0,0,0,0,0\n\
                       2024,Jalisco,Secuestro,1,1,1,1,1,1,1,1,1,1,1,\n\
                       2024,Jalisco,Robo,1,1,1,1,1,1,1,1,1,1,1,\n";
    let events = "rows = \"sum\"\n[file]\nheader_has = [\"DEPARTAMENTO\", \"FECHA\"]\nfooter = \
                  \"FECHA\"\n[territory]\nvalue = \"COL\"\n[indicator]\nvalue = \"x.homicides\"\n\
                  [period]\ndate = \"FECHA\"\nby = \"year\"\n[value]\neach = 1\n[[define]]\ncode = \
                  \"x.homicides\"\nname = \"Homicides\"\nkind = \"harm\"\n";
    let several = "[territory]\ncolumn = \"ISO3\"\n[period]\ncolumn = \"Year\"\n[value]\n\
                   columns = { \"Gini\" = \"wb.gini\", \"People\" = \"wb.population\" }\n\
                   [grade]\nreliability = \"B\"\ncredibility = \"2\"\n";
    let latin =
        |t: &str| t.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    let one = |name, table: &[u8], rest: &str| Mapped {
        name,
        table: table.to_vec(),
        mapping: mapping(rest),
    };
    vec![
        one("long.csv", b"geo,year,v\nCOL,2020,54.2\nCOL,2021,\nLCN,2020,46\nCHL,2020,<5\n\
                          PER,2021,43.75\n", long),
        one("wide.csv", &latin("Título;;;\nPaís;2019;2020;2021\nPerú;9;0,438;..\n\
                                Brasil;9;0,5345;0,52\nTotal;9;1;1\n"), wide),
        one("months.csv", month_table.as_bytes(), months),
        one(
            "events.csv",
            "POLICÍA,\n,\nDEPARTAMENTO,FECHA \nMETA,2019-01-31\nMETA,13/02/2019\nCAUCA,2019-12-31\n\
             TOTAL,\nnota,x\n".as_bytes(),
            events,
        ),
        one("several.csv", b"ISO3,Year,Gini,People\nCOL,2020,54.2,50930662\n\
                             PER,2020,43.8,33304756\nPER,2021,,33155882\n", several),
    ]
}

/// The two tables of a COINr project.
pub const COINR: [(&str, &str); 2] = [
    (
        "iData.csv",
        "uCode,uName,Time,G,A,B,Pop,Spare\nx1,One,2018,east,10,NA,2,5\n\
         x2,Two,2018,west,30.5,4,3,5\nx3,\"Three, the last\",2018,west,7.25,-4,3.5,6\n",
    ),
    (
        "iMeta.csv",
        "Level,iCode,iName,Direction,Weight,Unit,Denominator,Parent,Type\n\
         1,A,First,1,1,kg,Pop,Top,Indicator\n1,B,\"Second, \
         \"\"quoted\"\"\",-1,0.5,%,NA,Top,Indicator\n2,Top,The index,1,1,Score,NA,NA,Aggregate\n\
         NA,G,Group,NA,NA,NA,NA,NA,Group\nNA,Pop,People,NA,NA,Thousands,NA,NA,Denominator\n\
         NA,Spare,Area,NA,NA,km2,NA,NA,Denominator\n",
    ),
];
