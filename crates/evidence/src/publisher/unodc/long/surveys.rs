//! The questionnaires, and what is read from each.

/// A questionnaire and what is read from it.
pub(super) struct Survey {
    pub(super) name: &'static str,
    /// The workbooks that are read.
    pub(super) editions: &'static str,
    /// What its series mostly are, for those the catalogue lacks.
    pub(super) kind: &'static str,
    pub(super) series: &'static [Series],
}

/// A series of the catalogue.
pub(super) struct Series {
    pub(super) code: &'static str,
    pub(super) indicator: &'static str,
    pub(super) dimension: &'static str,
    pub(super) category: &'static str,
    /// The value of both the sex and the age column, where they do not differ.
    pub(super) sex: &'static str,
    pub(super) age: &'static str,
    pub(super) unit: &'static str,
    /// Unit as the catalogue words it.
    pub(super) ours: &'static str,
    pub(super) grade: (char, char),
}

pub(super) const RATE: &str = "Rate per 100,000 population";

/// Complaints recorded by the police, people and things that were found: fairly reliable sources,
/// possibly true.
pub(super) const RECORDED: (char, char) = ('C', '3');

/// What prison administrations count, which is everybody they hold, and the dead.
const COUNTED: (char, char) = ('B', '2');

/// A recorded offence, as a rate.
const fn offence(code: &'static str, indicator: &'static str, category: &'static str) -> Series {
    Series {
        code,
        indicator,
        dimension: "by type of offence",
        category,
        sex: "Total",
        age: "Total",
        unit: RATE,
        ours: "per 100 000",
        grade: RECORDED,
    }
}

const fn count(
    code: &'static str,
    [indicator, dimension, category]: [&'static str; 3],
    [sex, age]: [&'static str; 2],
    ours: &'static str,
    grade: (char, char),
) -> Series {
    Series { code, indicator, dimension, category, sex, age, unit: "Counts", ours, grade }
}

const ALL: [&str; 2] = ["Total", "Total"];

/// The Crime Trends Survey, in its workbooks.
pub(super) const CTS: Survey = Survey {
    name: "cts",
    editions: "the data portal's `data_cts_*.xlsx` of 2022 to 2024: violent and sexual crime, \
               corruption and economic crime, prisons and prisoners, intentional homicide",
    kind: "recorded",
    series: &[
        offence("unodc.kidnapping", "Violent offences", "Kidnapping"),
        offence("unodc.smuggling_migrants", "Offences", "Smuggling of migrants"),
        offence(
            "unodc.wildlife",
            "Acts against the environment",
            "Trade or possession of protected or prohibited species of faune and flora",
        ),
        offence("unodc.cyber_access", "Offences", "Unlawful access to a computer system"),
        offence("unodc.fraud_cyber", "Offences", "Fraud: Cyber-related (Cy)"),
        offence("unodc.fraud", "Offences", "Fraud"),
        offence("unodc.money_laundering", "Offences", "Money laundering"),
        offence("unodc.vehicle_theft", "Offences", "Theft: of a motorized vehicle"),
        offence("unodc.burglary", "Offences", "Burglary"),
        count("unodc.prisoners", ["Persons held", "Total", "Total"], ALL, "persons", COUNTED),
        count(
            "unodc.unsentenced",
            ["Persons held", "by status", "Unsentenced"],
            ALL,
            "persons",
            COUNTED,
        ),
        count(
            "unodc.prison_capacity",
            ["Prisons facilities and capacity", "Total", "Official prison capacity"],
            ALL,
            "places",
            COUNTED,
        ),
        count(
            "unodc.prison_homicides",
            [
                "Mortality in prison",
                "by type of death",
                "Deaths due to external causes: by intentional homicide",
            ],
            ALL,
            "deaths",
            COUNTED,
        ),
        // As the workbook on homicide has it.
        count(
            "unodc.prison_homicides",
            ["Death due to intentional homicide in prison", "Total", "Total"],
            ALL,
            "deaths",
            COUNTED,
        ),
        Series {
            code: "unodc.homicide",
            indicator: "Victims of intentional homicide",
            dimension: "Total",
            category: "Total",
            sex: "Total",
            age: "Total",
            unit: RATE,
            ours: "per 100 000",
            grade: COUNTED,
        },
    ],
};

const VICTIMS: &str = "Detected trafficking victims";

const FORM: &str = "by form of exploitation";

/// The questionnaire on trafficking in persons.
pub(super) const GLOTIP: Survey = Survey {
    name: "glotip",
    editions: "the data portal's `data_glotip.xlsx` of 2023",
    kind: "enforcement",
    series: &[
        count("unodc.tip_victims", [VICTIMS, "Total", "Total"], ALL, "count", RECORDED),
        count(
            "unodc.tip_children",
            [VICTIMS, "Total", "Total"],
            ["Total", "0 to 17 years"],
            "count",
            RECORDED,
        ),
        count("unodc.tip_sexual", [VICTIMS, FORM, "Sexual exploitation"], ALL, "count", RECORDED),
        count("unodc.tip_labour", [VICTIMS, FORM, "Forced labour"], ALL, "count", RECORDED),
        count(
            "unodc.tip_convicted",
            ["Persons convicted", "Total", "Total"],
            ALL,
            "count",
            RECORDED,
        ),
    ],
};

/// The questionnaire on illicit arms flows. `na` is a category of the file, not a missing value.
pub(super) const FIREARMS: Survey = Survey {
    name: "iafq",
    editions: "the data portal's `data_iafq_firearms_trafficking.xlsx` of 2024",
    kind: "enforcement",
    series: &[count(
        "unodc.arms_seized",
        ["Arms seized", "Total", "Total"],
        ["na", "na"],
        "count",
        RECORDED,
    )],
};
