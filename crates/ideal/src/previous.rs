//! A run beside the edition before: its report tells what has changed since.

use std::path::Path;

use ideal_engine::Progress;
use ideal_model::{Finding, Tlp};

use crate::assessment::Assessment;
use crate::compare::{Comparand, compare, compare_with_result};
use crate::compared::CompareOptions;
use crate::error::Error;
use crate::manifest::{FILE, Manifest, PreviousEntry, read_file, sha256};
use crate::project::Project;
use crate::results::Assessed;

impl Assessment {
    /// Runs it and compares it with the edition before, a project or a result in a folder: what is
    /// written of it then tells what has changed since, for what both assess. The results carry the
    /// stricter mark of both.
    ///
    /// # Errors
    /// As [`Assessment::run`] of both, and [`Error::NotComparable`] where they have no territory, crime
    /// area or node in common.
    pub fn run_beside(&self, previous: &Path, progress: &dyn Progress) -> Result<Assessed, Error> {
        // Next year's edition has a territory, an area or an indicator more; the report names them.
        let options = CompareOptions { common: true, ..CompareOptions::default() };
        let (compared, entry) = match Comparand::of(previous)? {
            Comparand::Project => {
                let before = self.alike(self.open_before(previous)?);
                let found = compare(&before, self, options, progress)?;
                (found, of_project(&before)?)
            }
            Comparand::Result => {
                self.same_audience(previous)?;
                let results = self.run_with(progress)?;
                let found = compare_with_result(previous, &results, options)?;
                (found, of_result(previous)?)
            }
        };
        if let Some(release) = self.release.as_ref().filter(|r| !r.audience.may_read(compared.mark))
        {
            let message = format!(
                "the edition before is marked {}, above {}, for whom this one is made",
                compared.mark, release.audience
            );
            let f = Finding::error("previous-above", message)
                .in_file(previous.display().to_string())
                .hint("name its project, or a result that was made for the same audience");
            return Err(Error::NotComparable { findings: vec![f] });
        }
        if compared.mark.tlp == Tlp::Red && !self.is_red_acknowledged() {
            return Err(Error::Red { count: 0, place: previous.display().to_string() });
        }
        let marked = |a: &mut ideal_model::AssessmentInput| {
            a.handling = a.handling.strictest(compared.mark);
        };
        Ok(self.clone().changed(marked).run_with(progress)?.beside(compared, entry))
    }

    /// Refuses a result made for another audience: what was withheld from one alone would be told as
    /// a change of the world.
    fn same_audience(&self, previous: &Path) -> Result<(), Error> {
        let before = Manifest::read(previous);
        let before = before.as_ref().and_then(Manifest::audience);
        let now = self.release.as_ref().map(|release| release.audience.to_string());
        if before == now.as_deref() {
            return Ok(());
        }
        let whom = |audience: Option<&str>| audience.unwrap_or("whoever may read all").to_owned();
        let message = format!(
            "the edition before was made for {}, and this one is made for {}",
            whom(before),
            whom(now.as_deref())
        );
        let f = Finding::error("audiences-differ", message)
            .in_file(previous.display().to_string())
            .hint("name its project, or a result that was made for the same audience");
        Err(Error::NotComparable { findings: vec![f] })
    }

    /// The project of the edition before, for the same audience.
    fn open_before(&self, previous: &Path) -> Result<Assessment, Error> {
        match &self.release {
            Some(release) => {
                Assessment::load_for(&Project::Folder(previous.to_owned()), release.audience)
            }
            None => Assessment::open(previous),
        }
    }

    /// Another assessment with the draws, the seed and the caller's word of this one.
    fn alike(&self, other: Assessment) -> Assessment {
        let other = other.with_draws(self.draws).with_seed(self.seed);
        if self.is_red_acknowledged() { other.acknowledge_red() } else { other }
    }
}

/// What tells the project before from any other: its method and the bytes of all its files.
fn of_project(a: &Assessment) -> Result<PreviousEntry, Error> {
    let mut all = vec![a.method_sha256.as_str()];
    all.extend(a.inputs.iter().flat_map(|i| [i.path.as_str(), i.sha256.as_str()]));
    Ok(PreviousEntry {
        kind: "project".to_owned(),
        id: a.id.clone(),
        sha256: sha256(&serde_json::to_vec(&all)?),
    })
}

/// What tells the result before from any other: its manifest.
fn of_result(folder: &Path) -> Result<PreviousEntry, Error> {
    let file = folder.join(FILE);
    let unreadable = |e: std::io::Error| {
        let f = Finding::error("result-unreadable", format!("it cannot be read: {e}"));
        Error::NotComparable { findings: vec![f.in_file(file.display().to_string())] }
    };
    let bytes = read_file(&file).map_err(unreadable)?;
    let id = Manifest::read(folder).map(|m| m.assessment.id).unwrap_or_default();
    Ok(PreviousEntry { kind: "result".to_owned(), id, sha256: sha256(&bytes) })
}
