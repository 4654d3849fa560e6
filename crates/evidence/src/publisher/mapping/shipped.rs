//! The mappings that ship, by name.

const SHIPPED: [(&str, &str); 12] = [
    ("brazil-isp-rj", include_str!("../../../mappings/brazil-isp-rj.toml")),
    ("brazil-sinesp", include_str!("../../../mappings/brazil-sinesp.toml")),
    ("colombia-ponal-homicides", include_str!("../../../mappings/colombia-ponal-homicides.toml")),
    ("gapminder-internet-users", include_str!("../../../mappings/gapminder-internet-users.toml")),
    ("mexico-sesnsp", include_str!("../../../mappings/mexico-sesnsp.toml")),
    ("population", include_str!("../../../mappings/population.toml")),
    ("sdg-forest-change", include_str!("../../../mappings/sdg-forest-change.toml")),
    ("sdg-red-list", include_str!("../../../mappings/sdg-red-list.toml")),
    ("wdi-bribery-firms", include_str!("../../../mappings/wdi-bribery-firms.toml")),
    ("wdi-idp-conflict", include_str!("../../../mappings/wdi-idp-conflict.toml")),
    ("wdi-theft-firms", include_str!("../../../mappings/wdi-theft-firms.toml")),
    ("wdi-theft-losses", include_str!("../../../mappings/wdi-theft-losses.toml")),
];

/// Names of the mappings that ship.
#[must_use]
pub fn shipped_mappings() -> Vec<&'static str> {
    SHIPPED.iter().map(|(name, _)| *name).collect()
}

/// The text of a mapping that ships.
#[must_use]
pub fn shipped_mapping(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}
