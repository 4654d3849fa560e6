//! `[territory]`, and the places of a complete register.

use ideal_model::document::{Reader, Section};

use super::keys::{compared, head, no_other_keys, required_part, required_text, table_of, texts};
use crate::publisher::mapping::spec::{CodeOrigin, Codes, Places};

/// [territory]: where a row's territory comes from.
pub(super) fn territory(r: &mut Reader, root: &mut Section) -> Option<Places> {
    let mut s = required_part(r, root, "territory")?;
    let at = s.at;
    let said = s.has("column");
    let column = head(r, &mut s, "column");
    let value = compared(r, &mut s, "value");
    let heads = r.boolean(&mut s, "heads").unwrap_or(false);
    let codes = r.word(&mut s, "codes", &Codes::WORDS);
    let joins = s.has("join");
    let open = s.has("table");
    let table = table_of(r, &mut s, "table");
    let names = table_of(r, &mut s, "names");
    let parents = table_of(r, &mut s, "parents");
    let leave_out = texts(r, &mut s, "leave_out").into_iter().collect();
    let parent = compared(r, &mut s, "parent");
    let prefix = compared(r, &mut s, "prefix");
    let pad = r.integer(&mut s, "pad", 1..=12).and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    // The table it names lies beside the mapping; who opens the mapping reads it.
    if let Some(mut join) = if joins { r.table(&mut s, "join") } else { None } {
        for key in ["file", "key", "code"] {
            required_text(r, &mut join, key, "`join`");
        }
        no_other_keys(r, join, "join");
    }
    no_other_keys(r, s, "territory");
    if codes == Some(Codes::Table) && table.is_empty() && !joins && !open {
        r.error(at, "missing-key", "[territory] with `codes = \"table\"` needs a `table`");
    }
    if (codes == Some(Codes::Prefix)) != prefix.is_some() {
        r.error(at, "missing-key", "[territory] `prefix` and `codes = \"prefix\"` belong together");
    }
    let from = match (column, value, heads) {
        (Some(c), None, false) => CodeOrigin::Column(c),
        (None, Some(v), false) if v == "sheet-name" => CodeOrigin::SheetName,
        (None, Some(v), false) => CodeOrigin::Value(v),
        (None, None, true) => CodeOrigin::Heads,
        (None, None, false) if said => return None,
        (None, None, false) => {
            r.error(at, "missing-key", "[territory] needs `column`, `value` or `heads = true`");
            return None;
        }
        _ => {
            r.error(
                at,
                "mapping-from",
                "[territory] has more than one of `column`, `value` and `heads`; keep one",
            );
            return None;
        }
    };
    let codes = codes.unwrap_or(Codes::Iso3);
    Some(Places {
        from,
        codes,
        table,
        prefix: prefix.unwrap_or_default(),
        pad,
        leave_out,
        parent,
        parents,
        names,
    })
}

/// `absent = "zero"` with the places it holds for.
pub(super) fn absent(
    r: &mut Reader,
    root: &mut Section,
    territory: Option<&Places>,
) -> Option<Vec<String>> {
    let at = root.place("places").unwrap_or(root.at);
    let zero = r.word(root, "absent", &[("zero", ())]);
    let places = texts(r, root, "places");
    match (zero, places.is_empty()) {
        (None, true) => None,
        (None, false) => {
            r.error(
                at,
                "mapping-absent",
                "`places` says where silence is zero, and needs `absent = \"zero\"`",
            );
            None
        }
        (Some(()), false) => Some(places),
        (Some(()), true) => {
            let mut listed: Vec<String> =
                territory.map(|t| t.table.values().cloned().collect()).unwrap_or_default();
            listed.sort();
            listed.dedup();
            if listed.is_empty() && territory.is_some() {
                r.error(
                    at,
                    "missing-key",
                    "`absent = \"zero\"` needs `places`, the codes of the \
                                            places that the register covers",
                );
            }
            Some(listed)
        }
    }
}
