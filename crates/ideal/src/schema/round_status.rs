//! The schema of how a collection round stands.

use serde_json::{Map, Value, json};

/// The schema of what `collect status` finds.
pub(super) fn round_status() -> Value {
    let text = |about: &str| json!({ "type": "string", "description": about });
    let count = |about: &str| json!({ "type": "integer", "minimum": 0, "description": about });
    let number = |about: &str| json!({ "type": "number", "description": about });
    let maybe = |about: &str| json!({ "type": ["number", "null"], "description": about });
    let share = |about: &str| json!({ "type": ["number", "null"], "minimum": 0, "maximum": 1, "description": about });
    let at_most_1 =
        |about: &str| json!({ "type": ["number", "null"], "maximum": 1, "description": about });
    let panels = json!({
        "panel": text("Id of the panel."),
        "expected": count("Raters expected."),
        "raters": count("Raters of whom a file was received."),
        "rows": count("Rows that its raters are asked all together: those of the workbook times the raters expected, or times those who answered where they are more."),
        "answered": count("Rows answered by all raters together, unknown ones among them."),
        "unknown": count("Rows answered with unknown."),
        "share": share("answered over rows; null where nothing is asked.")
    });
    let items = json!({
        "indicator": text("Code of the item."),
        "level": { "enum": ["interval"], "description": "Level of measurement: that of a numeric scale." },
        "raters": count("Raters with a number."),
        "units": count("Rows with a number, of all panels, vignettes and bridge territories included."),
        "alpha": at_most_1("Krippendorff's alpha: 1 for raters who agree on every row, 0 for what chance gives."),
        "alpha_low": at_most_1("Lower end of its 95 % interval, by a bootstrap over rows."),
        "alpha_high": at_most_1("Upper end of its 95 % interval."),
        "icc": at_most_1("ICC(A,1) over the rows that all raters of the item rated."),
        "w": share("Kendall's W of the raters who rated all rows of the item.")
    });
    let disagreements = json!({
        "territory": text("Code of the territory."),
        "crime_area": text("Code of the crime area, * for all."),
        "indicator": text("Code of the item."),
        "n": count("Raters of the panel with a number."),
        "not_applicable": count("Raters of the panel who said that it does not apply."),
        "median": number("Median of their ratings, on the scale of the item."),
        "low_quartile": number("Lower quartile."),
        "high_quartile": number("Upper quartile.")
    });
    let severity = json!({
        "panel": text("Id of the panel."),
        "rater": text("Pseudonym."),
        "severity": maybe("What the rater gives more than the mean of those he is connected with, in points of a scale of 0 to 100; null where it cannot be estimated."),
        "se": { "type": ["number", "null"], "minimum": 0, "description": "Standard error of it; null where no difference between raters is found, and the severity is 0." },
        "connected": { "type": "boolean", "description": "Whether rows that several rated connect him with a rater of another panel." }
    });
    let weights = json!({
        "panel": text("Id of the panel."),
        "rater": text("Pseudonym."),
        "nodes": { "type": "array", "items": { "type": "string" }, "description": "Ids of the nodes whose children the rater weighed." }
    });
    let mut out = object(&json!({
        "round": text("Id of the round."),
        "panels": list("The panels, in the order of the round.", &panels),
        "items": list("How far raters agree, in the order of the round.", &items),
        "disagreements": list("Rows of own territories that a second round would ask a panel again, widest first.", &disagreements),
        "severity": list("The raters of whom a file was received.", &severity),
        "weights": list("The raters who gave weights; empty where the round asks for none.", &weights)
    }));
    for (key, value) in [
        ("$schema", "https://json-schema.org/draft/2020-12/schema"),
        ("title", "round_status"),
        (
            "description",
            "How a collection round stands: what `ideal collect status --format json` prints.",
        ),
    ] {
        out.insert(key.to_owned(), value.into());
    }
    out.into()
}

/// An object that has all of these keys and no other.
fn object(properties: &Value) -> Map<String, Value> {
    let required: Vec<&String> = properties.as_object().into_iter().flat_map(Map::keys).collect();
    let object = json!({
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": false
    });
    object.as_object().cloned().unwrap_or_default()
}

fn list(about: &str, properties: &Value) -> Value {
    json!({ "type": "array", "description": about, "items": object(properties) })
}
