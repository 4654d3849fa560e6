//! The files that are damaged, and how each is read.

/// A file, how it is read, and a text of its header row.
pub(crate) struct Sample {
    pub(crate) source: &'static str,
    pub(crate) file: &'static str,
    /// A shipped mapping, or a file under the data.
    pub(crate) mapping: Option<&'static str>,
    pub(crate) delimiter: u8,
    pub(crate) latin1: bool,
    pub(crate) header: &'static str,
    /// The sheet of a workbook; an empty name is its first.
    pub(crate) sheet: Option<&'static str>,
    /// Texts that every row has that is taken; none takes all.
    pub(crate) only: &'static [&'static str],
    /// A head that is renamed beside those that chance chooses.
    pub(crate) renamed: &'static str,
}

const COMMON: Sample = Sample {
    source: "mapping",
    file: "",
    mapping: None,
    delimiter: b',',
    latin1: false,
    header: "",
    sheet: None,
    only: &[],
    renamed: "",
};

pub(crate) const SAMPLES: [Sample; 14] = [
    Sample {
        source: "worldbank",
        file: "worldbank_ds2/API_VC.IHR.PSRC.P5_DS2_en_csv_v2_4355130.csv",
        header: "Country Code",
        renamed: "2017",
        ..COMMON
    },
    Sample {
        source: "worldbank",
        file: "worldbank_ds2/API_SI.POV.GINI_DS2_en_csv_v2_4333947.csv",
        header: "Country Code",
        ..COMMON
    },
    Sample {
        source: "worldbank",
        file: "worldbank_ds2/API_VC.IHR.PSRC.P5_DS2_es_csv_v2_8348.csv",
        header: "Country Code",
        ..COMMON
    },
    Sample {
        source: "undp-hdr",
        file: "undp_hdr/HDR23-24_Composite_indices_complete_time_series.csv",
        latin1: true,
        header: "iso3",
        renamed: "le_2017",
        ..COMMON
    },
    Sample {
        source: "ucdp",
        file: "ucdp/organizedviolencecy_v25_1.csv",
        header: "country_cy",
        ..COMMON
    },
    Sample {
        file: "mexico_sesnsp/IDEFC_estatal_2015_2024.csv",
        mapping: Some("mexico-sesnsp"),
        latin1: true,
        header: "Entidad",
        renamed: "Marzo",
        ..COMMON
    },
    Sample {
        file: "brazil_isp_rj/DOMensalEstadoDesde1991.csv",
        mapping: Some("brazil-isp-rj"),
        delimiter: b';',
        header: "ano",
        ..COMMON
    },
    Sample {
        file: "population/population.csv",
        mapping: Some("population"),
        header: "Country Code",
        ..COMMON
    },
    Sample {
        file: "gapminder/ddf--datapoints--internet_users--by--geo--time.csv",
        mapping: Some("gapminder-internet-users"),
        header: "geo",
        ..COMMON
    },
    Sample {
        file: "un_sdg/ddf--datapoints--er_rsk_lsti--by--geo_area--nature--units--year.csv",
        mapping: Some("sdg-red-list"),
        header: "geo_area",
        ..COMMON
    },
    Sample {
        file: "vintages/mapping/pe_tratasdp_2017-2023.csv",
        mapping: Some("vintages/mappings/pe-tratas.toml"),
        delimiter: b';',
        header: "ANIO",
        ..COMMON
    },
    Sample {
        file: "vintages/mapping/mx_IDEFC_NM_dic2020.csv",
        mapping: Some("vintages/mappings/mx-sesnsp-vehicles.toml"),
        latin1: true,
        header: "Entidad",
        ..COMMON
    },
    Sample {
        file: "vintages/mapping/CPI2022_GlobalResultsTrends.xlsx",
        mapping: Some("vintages/mappings/cpi-2022.toml"),
        header: "ISO3",
        sheet: Some("CPI 2022 (final)"),
        ..COMMON
    },
    Sample {
        file: "vintages/unodc/data_cts_intentional_homicide_2022-08-08.xlsx",
        mapping: Some("vintages/mappings/cts-homicide.toml"),
        header: "Iso3_code",
        only: &["Victims of intentional homicide", "Rate per 100,000 population"],
        sheet: Some(""),
        ..COMMON
    },
];
