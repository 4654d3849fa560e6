//! What items, territories and crime areas are called where a rater or a coordinator reads it.

use ideal_model::method::Child;
use ideal_model::{AssessmentInput, Lang, Method, NodeIx};
use ideal_report::{Catalogue, ReportError};

/// The name of a territory.
pub(crate) fn territory_name(project: &AssessmentInput, code: &str, lang: Lang) -> String {
    let found = project.territories.iter().find(|t| t.code == code);
    found.map_or(code, |t| t.names.or_code(lang, code)).to_owned()
}

/// The name of a crime area, or the word for all of them.
pub(crate) fn area_name(
    project: &AssessmentInput,
    code: &str,
    (lang, words): (Lang, &Catalogue),
) -> Result<String, ReportError> {
    if code == "*" {
        return words.tell("collect-all-areas", &[]);
    }
    let found = project.crime_areas.iter().find(|a| a.code == code);
    Ok(found.map_or(code, |a| a.names.or_code(lang, code)).to_owned())
}

/// The names of indicators, in the order of `codes`, as a question wants them: without a remark in
/// brackets, and without an ending after a comma that several of them have, because it tells none
/// from another. A code stands for an indicator that the method does not name.
pub(crate) fn item_names(method: &Method, codes: &[&str], lang: Lang) -> Vec<String> {
    let name = |code: &&str| {
        let leaf = method.indicators.iter().find(|i| i.series == **code);
        leaf.map_or(*code, |i| i.names.or_code(lang, code)).to_owned()
    };
    bare_names(&codes.iter().map(name).collect::<Vec<_>>())
}

/// The children of a node that are weighed, each with its name as [`item_names`] would have it;
/// where two have one name, the code stands behind it.
pub(crate) fn child_names(method: &Method, node: NodeIx, lang: Lang) -> Vec<(Child, String)> {
    let children = method.weighed_children(node);
    let full = |&child: &Child| {
        let names = match child {
            Child::Node(i) => method.nodes.get(i.get()).map(|n| &n.names),
            Child::Leaf(i) => method.indicators.get(i.get()).map(|l| &l.names),
        };
        let code = method.code_of(child);
        names.map_or(code, |n| n.or_code(lang, code)).to_owned()
    };
    let bare = bare_names(&children.iter().map(full).collect::<Vec<_>>());
    let shared = |name: &String| bare.iter().filter(|n| *n == name).count() > 1;
    let named = |(&child, name): (&Child, &String)| {
        let code = method.code_of(child);
        (child, if shared(name) { format!("{name} ({code})") } else { name.clone() })
    };
    children.iter().zip(&bare).map(named).collect()
}

fn bare_names(names: &[String]) -> Vec<String> {
    let stripped: Vec<&str> = names
        .iter()
        .map(|name| match name.strip_suffix(')').and_then(|n| n.rsplit_once(" (")) {
            Some((rest, _)) => rest,
            None => name.as_str(),
        })
        .collect();
    let ending = |name: &str| name.rsplit_once(", ").map(|(_, end)| end.to_owned());
    stripped
        .iter()
        .map(|name| match ending(name) {
            Some(end)
                if stripped.iter().filter(|n| ending(n).as_ref() == Some(&end)).count() > 1 =>
            {
                name.strip_suffix(&format!(", {end}")).unwrap_or(name).to_owned()
            }
            _ => (*name).to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_several_names_share_tells_none_from_another() {
        let names = [
            "Market, national assessment (no open data)",
            "Oil, gas and minerals",
            "Police, national assessment",
        ];
        let bare = bare_names(&names.map(str::to_owned));
        assert_eq!(bare, ["Market", "Oil, gas and minerals", "Police"]);
    }
}
