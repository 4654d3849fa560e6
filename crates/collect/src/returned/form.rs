//! An export of forms (XLSForm), as ODK Central and Kobo write them: a line for each rater.

use ideal_model::{Finding, Findings};

use super::asked::Asked;
use super::submission::Submission;

/// Reads an export; nothing where anything in it is wrong, which joins the findings.
pub(super) fn submissions(
    _bytes: &[u8],
    _asked: &Asked<'_>,
    findings: &mut Findings,
) -> Vec<Submission> {
    findings.push(
        Finding::error("not-a-workbook", "this is neither a workbook nor an export of forms")
            .hint("send the workbook back as Excel or LibreOffice saves it"),
    );
    Vec::new()
}
