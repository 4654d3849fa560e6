//! Sheets of criminal groups for other tools: FollowTheMoney and STIX 2.1.
//!
//! Organisations only. What a format cannot hold is said in [`GroupExchange::notes`], not left out in
//! silence. No clock is read and every id follows from what it names, so the same sheets give the same
//! bytes, and a reader who takes in a newer export updates what the earlier one brought.

mod ftm;
mod identity;
mod lost;
mod place;
mod sheets;
mod stix;
mod stix_objects;
mod topics;

use ideal_model::{AssessmentInput, Mark};

use self::sheets::Sheets;
use crate::assessment::Assessment;
use crate::error::Error;

/// A format that other tools read groups from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExchangeFormat {
    /// JSON lines of FollowTheMoney, the data model of investigative tools such as Aleph.
    FollowTheMoney,
    /// A bundle of STIX 2.1.
    Stix,
}

impl ExchangeFormat {
    /// Name of the file.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            ExchangeFormat::FollowTheMoney => "groups.ftm.json",
            ExchangeFormat::Stix => "groups.stix.json",
        }
    }
}

/// Groups in a format of other tools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupExchange {
    /// The format.
    pub format: ExchangeFormat,
    /// The file.
    pub bytes: Vec<u8>,
    /// The organisations in it.
    pub organisations: usize,
    /// What joins them, to each other and to places.
    pub relations: usize,
    /// What the format does not hold, or holds otherwise, a sentence each.
    pub notes: Vec<String>,
    /// The strictest mark among project and sheets.
    pub mark: Mark,
    /// Id of the assessment, and who it was made for.
    origin: String,
}

impl GroupExchange {
    /// Name of the file that [`GroupExchange::summary`] stands in.
    pub const SUMMARY: &'static str = "summary.txt";

    /// What was written and what was lost, as lines.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut text = format!(
            "{}\n{}\n{}: {} organisations, {} relations\n\nNot held, or held otherwise:\n",
            self.mark,
            self.origin,
            self.format.file(),
            self.organisations,
            self.relations
        );
        for note in &self.notes {
            text.push_str(&format!("- {note}\n"));
        }
        text
    }
}

impl Assessment {
    /// The project's sheets of criminal groups in a format of other tools; the assessment is not run
    /// for it. STIX dates its objects with the assessment's date, where it has one.
    ///
    /// # Errors
    /// [`Error::Project`] for a project without sheets of groups; [`Error::Red`] where rows are marked
    /// TLP:RED and nobody acknowledged it.
    pub fn group_exchange(&self, format: ExchangeFormat) -> Result<GroupExchange, Error> {
        self.may_be_made()?;
        self.expect_group_sheets()?;
        let a: &AssessmentInput = self;
        let sheets = Sheets::new(a)?;
        let mut notes = lost::of_any(&sheets);
        let written = match format {
            ExchangeFormat::FollowTheMoney => ftm::write(&sheets)?,
            ExchangeFormat::Stix => stix::write(&sheets)?,
        };
        notes.extend(written.notes);
        let audience = a.release.as_ref().map(|r| format!(", made for {}", r.audience));
        Ok(GroupExchange {
            format,
            bytes: written.bytes,
            organisations: a.group_sheets.groups.len(),
            relations: written.relations,
            notes,
            mark: a.handling.strictest(a.group_sheets.mark()),
            origin: format!("assessment {}{}", a.id, audience.unwrap_or_default()),
        })
    }
}
