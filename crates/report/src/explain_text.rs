//! The words of an opened score, for whoever prints it line by line.

use fluent_bundle::FluentArgs;

use crate::error::ReportError;
use crate::sentences::Sentences;

ideal_model::words! {
    /// A text of an opened score. Its word is its message in the catalogues.
    pub enum ExplainText {
        /// Above the tree: what is opened.
        Edition = "explain-edition",
        /// Head of the scores, seven letters at most.
        Score = "explain-score",
        /// Head of the weights, six letters at most.
        Weight = "explain-weight",
        /// Head of the contributions, eight letters at most.
        Part = "explain-part",
        /// Head of the coverages, seven letters at most.
        Coverage = "explain-coverage",
        /// Head of the confidences, seven letters at most.
        Confidence = "explain-confidence",
        /// What the contributions are.
        PartMeans = "explain-part-means",
        /// What the confidences are, with their cut-offs.
        ConfidenceMeans = "explain-confidence-means",
        /// How to get medians.
        NoDraws = "explain-no-draws",
        /// What the draws say of a score.
        Median = "explain-median",
        /// An ungraded row that hides a graded one.
        UngradedNewer = "explain-ungraded",
        /// A node without a score.
        Gap = "explain-gap",
        /// What does not apply.
        NotApplicable = "explain-not-applicable",
        /// A leaf without a row.
        Missing = "explain-missing",
        /// A leaf that cannot be judged.
        Unknown = "explain-unknown",
        /// A leaf that is known to be absent.
        Nil = "explain-nil",
        /// A leaf that is below a bound.
        Censored = "explain-censored",
        /// Why there is a gap.
        NoIndicator = "explain-no-indicator",
        /// Why there is a gap.
        BelowFloors = "explain-below-floors",
        /// Why there is a gap.
        NoEvidence = "explain-no-evidence",
        /// Why there is a gap.
        BelowFloor = "explain-below-floor",
        /// Why there is a gap.
        Required = "explain-required",
        /// Why there is a gap.
        LowConfidence = "explain-low-confidence",
        /// Why there is a gap.
        Screened = "explain-screened",
        /// A score that was raised for its parent.
        Floored = "explain-floored",
        /// A score that is turned round for its parent.
        Inverted = "explain-inverted",
        /// A score of enforcement counts alone.
        CountsAlone = "explain-counts-alone",
        /// A value that was imputed.
        Imputed = "explain-imputed",
        /// A value that was imputed from rows.
        ImputedFromRows = "explain-imputed-rows",
        /// A quantity after its denominator.
        Denominated = "explain-denominated",
        /// An outlier.
        Lowered = "explain-lowered",
        /// An outlier.
        Raised = "explain-raised",
        /// A column that was transformed.
        Transformed = "explain-transformed",
        /// A row without a source.
        NoSource = "explain-no-source",
        /// Status of a row.
        SeriesBreak = "explain-break",
        /// Status of a row.
        Estimated = "explain-estimated",
        /// Status of a row.
        Provisional = "explain-provisional",
        /// Status of a row.
        Suspect = "explain-suspect",
        /// A row that was passed over.
        NoDenominator = "explain-no-denominator",
        /// Why a rater's row is not used.
        NotCounted = "explain-not-counted",
    }
}

impl Sentences<'_> {
    /// A text of an opened score with its variables, which the catalogue names.
    ///
    /// # Errors
    /// [`ReportError::Message`] for a variable that is missing.
    pub fn explain_text(
        &self,
        text: ExplainText,
        variables: &[(&str, &str)],
    ) -> Result<String, ReportError> {
        let mut args = FluentArgs::new();
        for (name, value) in variables {
            args.set(*name, *value);
        }
        self.words().say(text.word(), &args)
    }
}
