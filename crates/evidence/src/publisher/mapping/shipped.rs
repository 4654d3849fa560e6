//! The mappings and recipes that ship, by name.

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

const RECIPES: [(&str, &str); 6] = [
    ("brazil-sinesp", include_str!("../../../recipes/brazil-sinesp.toml")),
    ("colombia-ponal", include_str!("../../../recipes/colombia-ponal.toml")),
    ("ecuador-mdi", include_str!("../../../recipes/ecuador-mdi.toml")),
    ("mexico-sesnsp", include_str!("../../../recipes/mexico-sesnsp.toml")),
    ("mexico-sesnsp-municipal", include_str!("../../../recipes/mexico-sesnsp-municipal.toml")),
    ("uk-street", include_str!("../../../recipes/uk-street.toml")),
];

/// Names of the recipes that ship.
#[must_use]
pub fn shipped_recipes() -> Vec<&'static str> {
    RECIPES.iter().map(|(name, _)| *name).collect()
}

/// The text of a recipe that ships.
#[must_use]
pub fn shipped_recipe(name: &str) -> Option<&'static str> {
    RECIPES.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}
