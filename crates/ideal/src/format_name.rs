//! Names of the formats that results are written in for readers.

ideal_model::words! {
    /// A format for readers.
    pub enum FormatName {
        /// Pages to work with: `report.<lang>.html`, `audit.<lang>.html`, their charts as SVG.
        Html = "html",
        /// The tables of the report as a workbook: `tables.<lang>.xlsx`.
        Xlsx = "xlsx",
        /// The report on paper: `report.<lang>.pdf`, PDF/UA-1.
        Pdf = "pdf",
        /// The report for Word: `report.<lang>.docx`.
        Docx = "docx",
        /// The report as CommonMark: `report.<lang>.md`.
        Markdown = "md",
        /// No report, but its charts as pictures beside those of the others: `charts/*.png`.
        Png = "png",
    }
}

impl FormatName {
    /// Those that a result folder has if nobody says otherwise.
    pub const USUAL: [FormatName; 2] = [FormatName::Html, FormatName::Xlsx];
}
