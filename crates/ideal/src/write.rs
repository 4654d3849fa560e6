//! Results become a folder of tables, charts and pages.

use std::path::{Path, PathBuf};

use ideal_engine::{Audit, Calibration, Progress};

use crate::error::Error;
use crate::folder::Destination;
use crate::format_name::FormatName;
use crate::output;
use crate::results::Assessed;

impl Assessed {
    /// Writes the result folder into a destination that was opened before the run; returns the path
    /// of `index.html`.
    ///
    /// # Errors
    /// [`Error::Folder`] where the system refuses; [`Error::Report`], [`Error::Table`] or
    /// [`Error::Json`] for faults of ours. Nothing is left behind.
    pub fn write(&self, destination: Destination) -> Result<PathBuf, Error> {
        self.write_with(destination, &())
    }

    /// The same, telling how far the analysis of what the ranking depends on is.
    ///
    /// # Errors
    /// As [`Assessed::write`], and [`Error::Stopped`] if `progress` asks for it.
    pub fn write_with(
        &self,
        destination: Destination,
        progress: &dyn Progress,
    ) -> Result<PathBuf, Error> {
        self.write_as(destination, &FormatName::USUAL, progress)
    }

    /// The same with the report in these formats; without HTML there is no `index.html`.
    ///
    /// # Errors
    /// As [`Assessed::write_with`], and [`Error::NoFormat`].
    pub fn write_as(
        &self,
        destination: Destination,
        formats: &[FormatName],
        progress: &dyn Progress,
    ) -> Result<PathBuf, Error> {
        let manifest = output::of(self, formats, progress, &mut |path, bytes| {
            Ok(destination.write(path, bytes)?)
        })?;
        destination.write(crate::manifest::FILE, &manifest.json()?)?;
        Ok(destination.commit()?.join("index.html"))
    }

    /// Writes the result folder at `target`.
    ///
    /// # Errors
    /// As [`Assessed::write`], and those of [`Destination::open`].
    pub fn write_to(&self, target: impl AsRef<Path>) -> Result<PathBuf, Error> {
        self.write(Destination::open(target.as_ref())?)
    }

    /// Writes an audit by itself into a destination that was opened before: `audit.<lang>.html` for
    /// each language of the assessment, `tables/audit_*.csv`, `charts/audit_*.svg`, the same of a
    /// calibration, if there is one, and what `more` adds, by path. Complete or not at all.
    ///
    /// # Errors
    /// [`Error::Folder`] where the system refuses; [`Error::Report`] for a fault of ours. Nothing
    /// is left behind.
    pub fn write_audit(
        &self,
        audit: &Audit,
        calibration: Option<&Calibration>,
        more: &[(&str, &[u8])],
        destination: Destination,
    ) -> Result<PathBuf, Error> {
        output::audit(self, audit, calibration, &mut |path, bytes| {
            Ok(destination.write(path, bytes)?)
        })?;
        for (path, bytes) in more {
            destination.write(path, bytes)?;
        }
        Ok(destination.commit()?)
    }

    /// Writes a calibration by itself into a destination that was opened before:
    /// `tables/calibration*.csv`, `charts/calibration.<lang>.svg` for each language of the
    /// assessment, and what `more` adds, by path. Complete or not at all.
    ///
    /// # Errors
    /// As [`Assessed::write_audit`].
    pub fn write_calibration(
        &self,
        calibration: &Calibration,
        more: &[(&str, &[u8])],
        destination: Destination,
    ) -> Result<PathBuf, Error> {
        output::calibration(self, calibration, &mut |path, bytes| {
            Ok(destination.write(path, bytes)?)
        })?;
        for (path, bytes) in more {
            destination.write(path, bytes)?;
        }
        Ok(destination.commit()?)
    }
}
