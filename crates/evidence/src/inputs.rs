//! The tables a user writes, column by column: what the readers accept, and what `ideal schema`
//! prints, are one list.

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct InputTable {
    /// Its name, as `ideal schema` is asked for it.
    pub name: &'static str,
    /// Where it stands in a project.
    pub file: &'static str,
    /// What a row of it is.
    pub about: &'static str,
    /// Its columns, the required ones first.
    pub columns: &'static [InputColumn],
    /// What other columns mean; none: they are not read.
    pub others: Option<&'static str>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct InputColumn {
    /// Its head.
    pub name: &'static str,
    /// Whether the table needs it.
    pub required: bool,
    /// What its cells say.
    pub about: &'static str,
    /// A cell.
    pub example: &'static str,
}

const fn needed(name: &'static str, about: &'static str, example: &'static str) -> InputColumn {
    InputColumn { name, required: true, about, example }
}

const fn free(name: &'static str, about: &'static str, example: &'static str) -> InputColumn {
    InputColumn { name, required: false, about, example }
}

/// Every table.
pub const INPUTS: [InputTable; 10] = [
    InputTable {
        name: "evidence",
        file: "evidence/*.csv, .xlsx, .parquet, as `evidence` in assessment.toml names them",
        about: "A value of an indicator for a territory, a crime area and a period. The key is \
                territory, crime area, indicator, period, source and rater.",
        columns: &[
            needed(
                "territory",
                "Code: ISO 3166-1 alpha-3 (alpha-2 where the entry of `evidence` says codes = \
                 \"iso2\"), or one of territories.csv.",
                "COL",
            ),
            needed("crime_area", "Code, or * for every area.", "kidnapping"),
            needed(
                "indicator",
                "Code of the method, the shipped catalogue or indicators.csv.",
                "wb.homicide",
            ),
            needed("period", "What the value speaks about: 2023, 2023-Q1 or 2023-04.", "2023"),
            needed(
                "value",
                "A number with a decimal point; <5 for a suppressed count; nil (known to be \
                 absent), not_applicable, unknown; empty where it is missing.",
                "24.95",
            ),
            free("unit", "The unit of the value.", "per 100 000"),
            free("se", "Published standard error, in the same unit.", "1.2"),
            free("source", "Id of sources.csv.", "worldbank"),
            free("reliability", "Of the source: a letter of the method's grading scheme.", "B"),
            free("credibility", "Of the information: a digit of the scheme.", "2"),
            free("handling", "Handling code H0 to H3.", "H1"),
            free("tlp", "Traffic Light Protocol: CLEAR, GREEN, AMBER, AMBER+STRICT, RED.", "AMBER"),
            free("rater", "Pseudonym of who judged, never a person's name.", "R1"),
            free("note", "What a reader of the row should know; printed nowhere.", "as of June"),
            free(
                "obs_status",
                "SDMX status: A normal, B break, E estimated, P provisional, S suspect.",
                "P",
            ),
            free("low", "Low end of the range that the value may lie in; with `high`.", "20"),
            free("high", "Its high end.", "31"),
            free("confidence", "That the range holds the truth, in per cent, 50 to 100.", "80"),
        ],
        others: None,
    },
    InputTable {
        name: "sources",
        file: "sources.csv",
        about: "A source that rows of evidence name.",
        columns: &[
            needed("id", "Its id; letters, digits, - and _.", "worldbank"),
            free("publisher", "Who publishes it.", "World Bank"),
            free("title", "What it is called.", "World Development Indicators"),
            free("url", "Where it is.", "https://data.worldbank.org"),
            free("licence", "As stated, never guessed.", "CC BY 4.0"),
            free("retrieved", "When it was downloaded.", "2025-07-03"),
            free("lineage", "Ids of sources it is built from, with blanks between.", "bti wgi"),
        ],
        others: None,
    },
    InputTable {
        name: "territories",
        file: "territories.csv",
        about: "A territory that does not ship, or more about one that does.",
        columns: &[
            needed(
                "code",
                "ISO 3166-2 or a code of your own; no blank, comma or slash in it.",
                "CO-ANT",
            ),
            free("name", "Its name in every language.", "Antioquia"),
            free("name_en", "Its name in English.", "Antioquia"),
            free("name_es", "Its name in Spanish.", "Antioquia"),
            free("name_pt", "Its name in Portuguese.", "Antioquia"),
            free("parent", "The territory it is a part of.", "COL"),
            free(
                "kind",
                "part, country or region (a publisher's aggregate: scored, never ranked).",
                "part",
            ),
        ],
        others: Some("groups: `territories = [\"region:VALUE\"]` means all rows with that value"),
    },
    InputTable {
        name: "crime_areas",
        file: "crime_areas.csv",
        about: "A crime area that does not ship.",
        columns: &[
            needed("code", "Its code.", "cyber_extortion"),
            free("name", "Its name in every language.", "Ransomware"),
            free("name_en", "Its name in English.", "Ransomware"),
            free("name_es", "Its name in Spanish.", "Secuestro de datos"),
            free("name_pt", "Its name in Portuguese.", "Sequestro de dados"),
            free("family", "The family it belongs to.", "cyber"),
            free(
                "iccs",
                "Category of the International Classification of Crime for Statistics.",
                "0903",
            ),
            free("iccs_status", "How well the category fits.", "part"),
            free("empact", "Priority of EMPACT it corresponds to.", "cyber-attacks"),
            free(
                "ocindex",
                "Market of the Organized Crime Index it corresponds to.",
                "cyber_dependent_crimes",
            ),
            free("clasi", "Crime of CLASI's list it corresponds to.", "ciberdelito"),
            free("socta", "Activity of SOCTA it corresponds to.", "cyber-attacks"),
        ],
        others: None,
    },
    InputTable {
        name: "indicators",
        file: "indicators.csv",
        about: "An indicator that neither the method nor the shipped catalogue knows.",
        columns: &[
            needed("code", "Its code; no blank, comma or @ in it.", "x.extortion"),
            free("name", "Its name in every language.", "Extortion, recorded"),
            free("name_en", "Its name in English.", "Extortion, recorded"),
            free("name_es", "Its name in Spanish.", "Extorsión registrada"),
            free("name_pt", "Its name in Portuguese.", "Extorsão registrada"),
            free("unit", "The unit of its values.", "offences"),
            free(
                "kind",
                "prevalence, recorded, harm, enforcement, response, context, expert or perception.",
                "recorded",
            ),
            free("series", "The publisher's name for it.", "Extorsión"),
            free("source", "Where it comes from.", "peru-pnp"),
            free("direction", "up or down.", "up"),
            free(
                "scale",
                "Least and greatest value there can be, with two points between.",
                "0..10",
            ),
            free("note", "A remark.", "since 2017"),
        ],
        others: None,
    },
    InputTable {
        name: "weights",
        file: "weights.csv",
        about: "What an expert says of a child of a node, or of two. An expert judges all children \
                of a node that have a weight, in one way; `ideal weights --by experts` makes \
                weights of it.",
        columns: &[
            needed("expert", "Pseudonym of the expert, never a person's name.", "E1"),
            needed(
                "method",
                "direct, budget, swing, rank (each child has a row), ahp (pairs) or bwm (the best \
                 over every other, every other over the worst).",
                "ahp",
            ),
            needed("node", "Id of the node whose children are judged.", "threat"),
            needed("child", "Id or code of the child.", "market"),
            free("other", "For ahp and bwm: the child it is compared with.", "actors"),
            needed(
                "value",
                "direct, budget: points, 0 or more; swing: 0 to 100, the best 100; rank: 1 for the \
                 most important; ahp: how many times as important as the other, 1/9 to 9; bwm: the \
                 same, 1 to 9.",
                "3",
            ),
            free("tlp", "TLP label of the row; clear where it is empty.", "TLP:AMBER"),
            free("handling", "Handling code of the row, H0 to H3.", "H1"),
        ],
        others: None,
    },
    InputTable {
        name: "groups",
        file: "groups.csv",
        about: "A criminal group. Organisations only, never persons.",
        columns: &[
            needed("group", "Its code; no blank, comma, semicolon or slash in it.", "CO-01"),
            needed("principal", "Code of the crime area it lives on first.", "extortion"),
            free(
                "name",
                "Its name; never a person's; empty where only the code may be known.",
                "Los Halcones",
            ),
            free(
                "secondary",
                "Codes of its other crime areas, with ; between them.",
                "kidnapping;contraband",
            ),
            free(
                "territories",
                "Codes of territories in which it is present, with ; between them; behind a code may \
                 stand what the territory is to it: base, origin, transit, destination.",
                "COL:base;ECU:transit",
            ),
            free("members", "A number, <50 for fewer than fifty, or a range.", "50-200"),
            free("since", "When it began.", "2016"),
            free("until", "When it ended; empty for one that is still there.", "2022"),
            free("counting_rule", "By what rule it was counted as one group.", "police"),
            free("source", "Id of sources.csv.", "panel"),
            free("reliability", "Of the source: a letter of the method's grading scheme.", "B"),
            free("credibility", "Of the information: a digit of the scheme.", "2"),
            free("tlp", "Traffic Light Protocol: CLEAR, GREEN, AMBER, AMBER+STRICT, RED.", "AMBER"),
            free("handling", "Handling code H0 to H3.", "H1"),
            free("note", "What a reader of the row should know; printed nowhere.", "as of June"),
        ],
        others: None,
    },
    InputTable {
        name: "links",
        file: "links.csv",
        about: "What joins two criminal groups.",
        columns: &[
            needed("group", "Code of a group of groups.csv.", "CO-01"),
            needed("other", "Code of the other.", "EC-03"),
            needed("kind", "cooperates, supplies, conflicts, part_of or succeeds.", "supplies"),
            free("period", "When: 2023, 2023-Q1 or 2023-04.", "2023"),
            free("source", "Id of sources.csv.", "panel"),
            free("reliability", "Of the source: a letter of the method's grading scheme.", "B"),
            free("credibility", "Of the information: a digit of the scheme.", "2"),
            free("tlp", "Traffic Light Protocol: CLEAR, GREEN, AMBER, AMBER+STRICT, RED.", "AMBER"),
            free("handling", "Handling code H0 to H3.", "H1"),
            free("note", "What a reader of the row should know; printed nowhere.", "as of June"),
        ],
        others: None,
    },
    InputTable {
        name: "group_ratings",
        file: "group_ratings.csv",
        about: "What is said of an attribute of a criminal group. The key is group, attribute, \
                period and rater, or source where no rater is named.",
        columns: &[
            needed("group", "Code of a group of groups.csv.", "CO-01"),
            needed("attribute", "Id of an attribute of a method of groups.", "corruption"),
            needed(
                "rating",
                "high, medium, low, nil (looked for and absent), unknown, or points on the method's \
                 scale; empty where it is missing.",
                "high",
            ),
            needed("period", "What it speaks about: 2023, 2023-Q1 or 2023-04.", "2023"),
            free("source", "Id of sources.csv.", "panel"),
            free("reliability", "Of the source: a letter of the method's grading scheme.", "B"),
            free("credibility", "Of the information: a digit of the scheme.", "2"),
            free("tlp", "Traffic Light Protocol: CLEAR, GREEN, AMBER, AMBER+STRICT, RED.", "AMBER"),
            free("handling", "Handling code H0 to H3.", "H1"),
            free("rater", "Pseudonym of who judged, never a person's name.", "R1"),
            free("note", "What a reader of the row should know; printed nowhere.", "as of June"),
        ],
        others: None,
    },
    InputTable {
        name: "none_found",
        file: "none_found.csv",
        about: "That somebody looked for criminal groups and found none: a real answer, where a \
                territory without sheets is a gap.",
        columns: &[
            needed("territory", "Code of the territory.", "URY"),
            needed("crime_area", "Code of the crime area, or * for any.", "illegal_mining"),
            needed("period", "When.", "2023"),
            free("source", "Id of sources.csv.", "panel"),
            free("reliability", "Of the source: a letter of the method's grading scheme.", "B"),
            free("credibility", "Of the information: a digit of the scheme.", "2"),
            free("tlp", "Traffic Light Protocol: CLEAR, GREEN, AMBER, AMBER+STRICT, RED.", "AMBER"),
            free("handling", "Handling code H0 to H3.", "H1"),
            free("note", "What a reader of the row should know; printed nowhere.", "as of June"),
        ],
        others: None,
    },
];

/// The heads of a table's columns that are required, or those that are not.
pub(crate) fn heads(table: &str, required: bool) -> Vec<&'static str> {
    let columns = INPUTS.iter().find(|t| t.name == table).map_or(&[][..], |t| t.columns);
    columns.iter().filter(|c| c.required == required).map(|c| c.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::Column;

    #[test]
    fn the_columns_of_evidence_are_those_that_are_read() {
        let listed: Vec<&str> =
            heads("evidence", true).into_iter().chain(heads("evidence", false)).collect();
        let read: Vec<&str> = Column::ALL.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, read);
        assert_eq!(heads("evidence", true), Column::required().collect::<Vec<_>>());
    }
}
