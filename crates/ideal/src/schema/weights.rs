//! The schema of what `ideal weights` finds.

use serde_json::{Value, json};

/// Weights proposed by data or by experts.
pub(super) fn proposed() -> Value {
    let share =
        |about: &str| json!({ "type": "number", "minimum": 0, "maximum": 1, "description": about });
    let count = |about: &str| json!({ "type": "integer", "minimum": 0, "description": about });
    let child = json!({
        "type": "object", "required": ["child", "leaf", "stated", "proposed"], "additionalProperties": false,
        "properties": {
            "child": { "type": "string", "description": "Id of a node or code of an indicator." },
            "leaf": { "type": "boolean", "description": "Whether it is an indicator." },
            "stated": { "type": "number", "minimum": 0, "description": "Weight as stated." },
            "proposed": { "type": "number", "minimum": 0, "description": "Weight proposed: a share of 1 among the siblings, or the stated one where those stay." }
        }
    });
    let consistency = json!({
        "type": ["object", "null"], "required": ["ratio", "deviation", "missing_pairs"], "additionalProperties": false,
        "description": "How consistent the pairs are; null for judgements without pairs.",
        "properties": {
            "ratio": { "type": ["number", "null"], "minimum": 0, "description": "Consistency ratio: ahp by Saaty's random indices (2005), null for pairs that are not complete and for more than 15 children; bwm that of the comparisons themselves (Liang, Brunelli and Rezaei 2020)." },
            "deviation": { "type": ["number", "null"], "minimum": 0, "description": "xi of the linear best-worst model, in units of weight; null for ahp." },
            "missing_pairs": count("Pairs that were not compared, and follow from the others (Harker 1987).")
        }
    });
    let triad = json!({
        "type": "object", "required": ["children", "stated", "implied", "contradiction"], "additionalProperties": false,
        "properties": {
            "children": { "type": "array", "minItems": 3, "maxItems": 3, "items": { "type": "string" } },
            "stated": { "type": "number", "description": "The first over the third as stated." },
            "implied": { "type": "number", "description": "The same as it follows by way of the second." },
            "contradiction": share("How far apart the two are: 1 less the smaller over the larger (Koczkodaj 1993).")
        }
    });
    let expert = json!({
        "type": "object", "required": ["expert", "method", "weights", "consistency", "triads"], "additionalProperties": false,
        "properties": {
            "expert": { "type": "string", "description": "Pseudonym." },
            "method": { "enum": ["direct", "budget", "swing", "rank", "ahp", "bwm"] },
            "weights": { "type": "array", "items": share("Weight of a child, in the order of `children`.") },
            "consistency": consistency,
            "triads": { "type": "array", "maxItems": 3, "items": triad, "description": "Triads of an ahp that contradict themselves, the worst first." }
        }
    });
    let node = json!({
        "type": "object", "required": ["node", "rows", "kept", "children"], "additionalProperties": false,
        "properties": {
            "node": { "type": "string", "description": "Id of the node." },
            "rows": count("Rows of scores that the proposal rests on; 0 for equal weights and experts."),
            "kept": { "type": ["string", "null"], "description": "Why the stated weights stay, if they do." },
            "children": { "type": "array", "items": child },
            "experts": { "type": "array", "items": expert, "description": "With --by experts: each expert." },
            "agreement": { "type": ["number", "null"], "minimum": 0, "maximum": 1, "description": "With --by experts: Kendall's W of the ranks that the experts give the children." }
        }
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "proposed_weights",
        "description": "Weights beside the stated ones: what `ideal weights --format json` prints.",
        "type": "object",
        "required": ["by", "handling", "nodes"],
        "additionalProperties": false,
        "properties": {
            "by": { "enum": ["equal", "pca", "entropy", "critic", "optimise", "bod", "experts"], "description": "How they were found." },
            "edition": { "type": "string", "description": "Edition whose scores were looked at; not with experts." },
            "pool": { "enum": ["geometric", "arithmetic"], "description": "How experts became one; with experts alone." },
            "handling": { "type": "string", "description": "The mark the output must carry." },
            "nodes": { "type": "array", "items": node }
        }
    })
}
