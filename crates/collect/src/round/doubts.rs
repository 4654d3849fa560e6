//! What a round asks for in vain, or twice: each part of it is in order, and together they are not.

use ideal_model::AssessmentInput;
use ideal_model::document::{Position, Reader};

use super::{Item, Panel};

/// Looks at panels and items together.
pub(super) fn doubts(
    r: &mut Reader,
    project: &AssessmentInput,
    panels: &[(Panel, Position)],
    items: &[(Item, Position)],
) {
    for (i, (panel, at)) in panels.iter().enumerate() {
        let before = panels.get(..i).unwrap_or_default();
        if let Some((other, _)) = before.iter().find(|(p, _)| p.id.eq_ignore_ascii_case(&panel.id))
        {
            let message =
                format!("the panels `{}` and `{}` differ in case alone", other.id, panel.id);
            r.error(*at, "panel-twice", message).hint =
                Some("some systems take their files for one: call one of them otherwise".into());
        }
        for code in &panel.territories {
            if let Some((other, _)) = before.iter().find(|(p, _)| p.territories.contains(code)) {
                let message = format!(
                    "`{code}` is a territory of the panel {} and of {} as well",
                    other.id, panel.id
                );
                r.warning(*at, "territory-twice", message).hint = Some(
                    "the ratings of both count; where one is to be compared alone, make it a bridge"
                        .into(),
                );
            }
        }
        for code in &panel.bridge {
            if !panels.iter().any(|(p, _)| p.territories.contains(code)) {
                let message = format!(
                    "the panel {} has a bridge to `{code}`, which is no panel's territory",
                    panel.id
                );
                r.warning(*at, "bridge-to-nobody", message).hint =
                    Some("nobody can be compared by it: name a territory of another panel".into());
            }
        }
    }
    for (item, at) in items {
        let idle = idle_areas(project, item);
        if !idle.is_empty() {
            let message =
                format!("no leaf of the method reads `{}` for {}", item.code, idle.join(", "));
            r.warning(*at, "idle-item", message).hint =
                Some("no score would use the answers: take these areas out of the item".into());
        }
    }
}

/// The crime areas of an item for which the method has no leaf of its series; none for a series that
/// stands in no tree, as a denominator does.
fn idle_areas<'i>(project: &AssessmentInput, item: &'i Item) -> Vec<&'i str> {
    let in_tree = |i: &&ideal_model::method::Indicator| i.series == item.code && i.parent.is_some();
    let leaves: Vec<_> = project.method.indicators.iter().filter(in_tree).collect();
    if leaves.is_empty() {
        return Vec::new();
    }
    let read = |area: &str| {
        leaves.iter().any(|leaf| leaf.area.as_deref().map_or(leaf.serves(area), |own| own == area))
    };
    item.crime_areas.iter().map(String::as_str).filter(|a| *a != "*" && !read(a)).collect()
}
