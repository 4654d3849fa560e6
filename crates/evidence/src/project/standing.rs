//! What is found of a project whatever its method is, so that another method can be checked with it.

use ideal_model::{AssessmentInput, Finding, Findings};

use super::select;
use super::settings::FILE;
use crate::check;
use crate::naming;

/// Warnings and notes of a project that no other method changes, and what the check of the whole
/// needs besides.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    findings: Vec<Finding>,
    sources_file: String,
    source_lines: Vec<u64>,
}

impl Standing {
    /// Of an assessment that was built in code: what is said of it beside what this check finds.
    #[must_use]
    pub fn of(a: &AssessmentInput) -> Self {
        let found = Standing::default().check(a);
        let findings = a.findings.iter().filter(|f| !found.contains(f)).cloned().collect();
        Standing { findings, ..Standing::default() }
    }

    /// Of a project with these findings so far; those of the method's file go with the method.
    pub(super) fn of_project(
        findings: &Findings,
        method_file: &str,
        sources_file: &str,
        source_lines: Vec<u64>,
    ) -> Self {
        let mut findings = findings.clone().finish();
        findings.retain(|f| f.file != method_file);
        Standing { findings, sources_file: sources_file.to_owned(), source_lines }
    }

    /// Warnings and notes of the check of an assessment under another method than the one it was
    /// read with.
    #[must_use]
    pub fn check(&self, a: &AssessmentInput) -> Vec<Finding> {
        let mut out = Findings::default();
        out.extend(self.findings.iter().cloned());
        out.extend(a.method.remarks().into_iter().map(|f| f.in_file(&a.method_file)));
        select::of_groups(&a.method, &a.method_file, &a.groups, &mut out);
        self.whole(a, &mut out);
        out.finish()
    }

    /// Warnings and notes about names and about the whole.
    pub(super) fn whole(&self, a: &AssessmentInput, out: &mut Findings) {
        out.extend(naming::assessment(a, FILE));
        out.absorb(check::assessment(a, &self.sources_file, &self.source_lines));
    }
}
