//! Word: the whole text in Word's own styles, so that an institution's template restyles it.
//!
//! No library writes it: those that there are give a picture no text for who cannot see it, and
//! bring second versions of half of what we have. A document of Word's is XML in a ZIP archive.

mod body;
mod frame;
mod parts;
mod table;
mod text;
mod xml;

use std::io::{Cursor, Write};

use ideal_report::document::Document;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::PublishError;
use crate::format::{Format, Paper, Published};
use crate::outline::Outline;

/// A document of Word's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Docx {
    /// Its paper.
    pub paper: Paper,
}

impl Format for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn write(&self, document: &Document) -> Result<Vec<Published>, PublishError> {
        let outline = Outline::of(document)?;
        let body = body::body(&outline, self.paper)?;
        let fail = |problem: String| PublishError::Package { format: self.name(), problem };
        let bytes = self.package(document, &body).map_err(|e| fail(e.to_string()))?;
        Ok(vec![Published { name: format!("report.{}.docx", document.locale), bytes }])
    }
}

impl Docx {
    /// All files of the archive, in an order that never changes and without the time of the day.
    fn package(
        self,
        document: &Document,
        body: &body::Body,
    ) -> Result<Vec<u8>, zip::result::ZipError> {
        let text = [
            ("[Content_Types].xml", parts::kinds()),
            ("_rels/.rels", parts::root_relations()),
            ("docProps/core.xml", parts::core_properties(document)),
            ("docProps/app.xml", parts::app_properties()),
            ("word/_rels/document.xml.rels", parts::document_relations(body)),
            ("word/styles.xml", parts::styles(document, self.paper)),
            ("word/settings.xml", parts::settings(document)),
            ("word/numbering.xml", parts::numbering()),
            ("word/header.xml", frame::header(document)),
            ("word/footer.xml", frame::footer(document, self.paper, false)),
            ("word/footer_turned.xml", frame::footer(document, self.paper, true)),
        ];
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let packed = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        for (name, text) in text {
            zip.start_file(name, packed)?;
            zip.write_all(text.as_bytes())?;
        }
        zip.start_file("word/document.xml", packed)?;
        zip.write_all(body.xml.as_bytes())?;
        // Pictures are packed already.
        let whole = packed.compression_method(CompressionMethod::Stored);
        for (i, png) in body.pictures.iter().enumerate() {
            zip.start_file(format!("word/media/image{}.png", i + 1), whole)?;
            zip.write_all(png)?;
        }
        Ok(zip.finish()?.into_inner())
    }
}
