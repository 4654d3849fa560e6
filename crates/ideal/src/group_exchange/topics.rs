//! Crime areas as topics of FollowTheMoney, and what each topic no longer says.
//!
//! The topics are those of <https://followthemoney.tech/explorer/types/topic/>. Smuggling of migrants is
//! not trafficking in persons, so it gets the general topic and not the near one.

/// A crime area, its topic, and what is lost.
pub(super) type Crossing = (&'static str, &'static str, &'static str);

/// The topic of an area that has no other.
pub(super) const ANY: &str = "crime";

/// Every crime area that ships.
pub(super) const TOPICS: [Crossing; 35] = [
    ("contraband", ANY, "which crime it is"),
    ("corruption", ANY, "which crime it is"),
    ("counterfeit", ANY, "which crime it is"),
    ("csea", ANY, "which crime it is"),
    ("cargo_theft", "crime.theft", "what is stolen"),
    ("cultural_goods", "crime.traffick", "what is trafficked"),
    ("cyber_dependent", "crime.cyber", "that computers are the target"),
    ("document_fraud", "crime.fraud", "that it is about documents"),
    ("drug_cannabis", "crime.traffick.drug", "which drug"),
    ("drug_cocaine", "crime.traffick.drug", "which drug"),
    ("drug_opioids", "crime.traffick.drug", "which drug"),
    ("drug_precursors", "crime.traffick.drug", "that it is precursors"),
    ("drug_synthetic", "crime.traffick.drug", "which drug"),
    ("enforced_disappearance", ANY, "which crime it is"),
    ("extortion", ANY, "which crime it is"),
    ("financial_fraud", "crime.fraud", "that it is about finance and taxes"),
    ("firearms", "crime.traffick", "what is trafficked"),
    ("fuel_theft", "crime.theft", "what is stolen, and that it is smuggled"),
    ("illegal_logging", "crime.env", "which crime against the environment"),
    ("illegal_mining", "crime.env", "which crime against the environment"),
    ("iuu_fishing", "crime.env", "which crime against the environment"),
    ("kidnapping", ANY, "which crime it is"),
    ("loan_sharking", "crime.fin", "which financial crime"),
    ("migrant_smuggling", ANY, "which crime it is (human trafficking is another)"),
    ("money_laundering", "crime.fin", "which financial crime"),
    ("oc_homicide", ANY, "which crime it is"),
    ("oc_participation", ANY, "which crime it is"),
    ("online_fraud", "crime.fraud", "that it is online"),
    ("organised_robbery", "crime.theft", "that it may be robbery"),
    ("prison_crime", ANY, "that prisons are its base"),
    ("tip_labour", "crime.traffick.human", "that its purpose is forced labour"),
    ("tip_sexual", "crime.traffick.human", "that its purpose is sexual exploitation"),
    ("vehicle_theft", "crime.theft", "what is stolen"),
    ("waste", "crime.env", "which crime against the environment"),
    ("wildlife", "crime.env", "which crime against the environment"),
];

/// How a crime area crosses over.
pub(super) fn crossing(area: &str) -> Option<&'static Crossing> {
    TOPICS.iter().find(|(code, ..)| *code == area)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_area_that_ships_has_one_topic() {
        let all = ideal_model::CrimeAreas::shipped().unwrap();
        let mut shipped: Vec<&str> = all.iter().map(|a| a.code.as_str()).collect();
        let mut crossed: Vec<&str> = TOPICS.iter().map(|(code, ..)| *code).collect();
        shipped.sort_unstable();
        crossed.sort_unstable();
        assert_eq!(crossed, shipped);
    }
}
