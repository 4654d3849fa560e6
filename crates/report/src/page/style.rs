//! The style sheet, with fonts and palette written into it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::error::ReportError;
use crate::palette;

const SHEET: &str = include_str!("../../reports/templates/report.css");

/// The whole style sheet of a page that carries `mark`.
pub(super) fn css(mark: &str) -> Result<String, ReportError> {
    // The mark is one of a closed set of labels; should that change, nothing it says may end the
    // rule or the element.
    if !mark.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '+' | ' ' | '·')) {
        return Err(ReportError::Results(format!("`{mark}` is no handling mark")));
    }
    let mut out = String::with_capacity(100_000);
    for (weight, bytes) in [(400, palette::REGULAR_WOFF2), (700, palette::BOLD_WOFF2)] {
        out.push_str(&format!(
            "@font-face{{font-family:\"{}\";font-weight:{weight};font-display:swap;src:url(data:font/woff2;base64,{}) \
             format(\"woff2\")}}\n",
            palette::FAMILY,
            STANDARD.encode(bytes)
        ));
    }
    out.push_str(":root{");
    for (name, color) in [
        ("ink", palette::INK),
        ("muted", palette::MUTED),
        ("rule", palette::RULE),
        ("quiet", palette::QUIET),
        ("paper", palette::PAPER),
        ("evidence", palette::EVIDENCE),
        ("evidence-pale", palette::EVIDENCE_PALE),
    ] {
        out.push_str(&format!("--{name}:{};", color.hex()));
    }
    out.push_str("}\n");
    out.push_str(SHEET);
    out.push_str(&format!(
        "@page{{@top-center{{content:\"{mark}\";font:700 9pt \
         Inter,sans-serif}}@bottom-center{{content:\"{mark}\";font:700 9pt \
         Inter,sans-serif}}@bottom-right{{content:counter(page) \" / \" counter(pages);font:400 \
         8pt Inter,sans-serif}}}}\n"
    ));
    Ok(out)
}
