//! Names of countries as a sentence takes them: with the article of the language, and as one or as
//! several. Crime areas stand between quotation marks and need none.

use ideal_model::{Lang, PlaceIx};

use super::View;
use crate::error::ReportError;
use crate::words::say;

/// Countries whose name has an article in Portuguese, by its gender and number.
const PORTUGUESE: [(&str, &str); 4] = [
    (
        "m",
        "AFG BEN BRA BRN BTN BDI CAN CHL COG DJI ECU EGY GAB HTI IRN IRQ JPN KAZ KEN KGZ KHM KWT \
         LAO LBN LKA LSO MEX MLI MWI NER NPL PAK PAN PER PRY GBR QAT SDN SEN SSD SUR TCD TGO TJK \
         TKM URY UZB VAT VNM YEM ZWE BHR",
    ),
    (
        "f",
        "ALB ARG ARM AUS AUT BEL BGR BIH BLR BOL BWA CAF CHE CHN CIV COD COL CRI CZE DEU DNK DOM \
         DZA ESP EST ETH FIN FRA GEO GIN GMB GNB GNQ GRC GTM GUF GUY HRV HUN IDN IND IRL ISL ITA \
         JAM JOR KOR LBR LBY LTU LVA MDA MKD MNG MRT MYS NAM NGA NIC NOR NZL PNG POL PRK ROU RUS \
         SAU SLE SOM SRB SVK SVN SWE SYR THA TUN TUR TZA UGA UKR VEN ZAF ZMB",
    ),
    ("mp", "ARE CMR NLD USA"),
    ("fp", "BHS MDV PHL SLB SYC"),
];
/// The same in Spanish, where few names have one.
const SPANISH: [(&str, &str); 3] = [("m", "GBR"), ("f", "CAF COD COG CZE DOM"), ("mp", "ARE NLD")];
/// The same in English.
const ENGLISH: [(&str, &str); 2] =
    [("m", "ARE CAF COD COG DOM GBR GMB NLD USA"), ("mp", "BHS MDV PHL SLB SYC")];

/// The name of a place as the subject of a sentence.
pub(crate) struct Subject {
    /// With its article: "o Equador", "la República Dominicana".
    pub name: String,
    /// 1, or 2 where the verb stands in the plural: "os Estados Unidos".
    pub n: usize,
}

impl View<'_> {
    /// The name of a place in the middle of a sentence, of which it is the subject. A name that the
    /// catalogue of the language does not have stands as it is.
    pub(crate) fn subject(&self, place: PlaceIx) -> Result<Subject, ReportError> {
        let own = self.results.places.get(place.get()).and_then(|p| p.names.get(self.lang));
        let code = self.place_code(place);
        let article = own.map_or("none", |_| article(self.lang, code));
        let name = say!(
            self.words,
            "name-with-article",
            article = article,
            name = self.place_name(place)
        )?;
        let n = if self.lang != Lang::En && article.ends_with('p') { 2 } else { 1 };
        Ok(Subject { name, n })
    }
}

/// The article of a country: `m`, `f`, `mp`, `fp`, or `none`.
fn article(lang: Lang, code: &str) -> &'static str {
    let tables: &[(&str, &str)] = match lang {
        Lang::Pt => &PORTUGUESE,
        Lang::Es => &SPANISH,
        Lang::En => &ENGLISH,
    };
    let has = |codes: &str| codes.split_whitespace().any(|c| c == code);
    tables.iter().find(|(_, codes)| has(codes)).map_or("none", |(article, _)| *article)
}
