//! An assessment that is read, checked and ready to run.

use std::path::Path;
use std::sync::Arc;

use ideal_engine::{ExpertWeights, Progress};
use ideal_evidence::{Loaded, Standing};
use ideal_model::method::Pool;
use ideal_model::{Audience, Date, Finding, Locale, Tlp};

use crate::error::Error;
use crate::project::Project;
use crate::results::Assessed;

/// A checked assessment.
///
/// ```
/// let assessment = ideal::Assessment::demo()?.with_draws(0);
/// assert_eq!(assessment.editions.last().map(ToString::to_string).as_deref(), Some("2023"));
/// let results = assessment.run()?;
/// assert!(results.ranking(ideal::Ranking::Territories).next().is_some());
/// # Ok::<(), ideal::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Assessment {
    inner: Arc<ideal_model::AssessmentInput>,
    project: Project,
    /// What of its findings holds under any method.
    standing: Arc<Standing>,
    red_acknowledged: bool,
}

impl std::ops::Deref for Assessment {
    type Target = ideal_model::AssessmentInput;

    fn deref(&self) -> &Self::Target {
        &self.inner
    }
}

impl Assessment {
    /// Reads and checks the project in a folder.
    ///
    /// # Errors
    /// [`Error::Project`] with every finding, if one of them is an error.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, Error> {
        Self::load(&Project::Folder(folder.as_ref().to_owned()))
    }

    /// The demonstration: Latin America, from open sources.
    ///
    /// # Errors
    /// [`Error::Project`], were the demonstration broken; a test sees to it that it is not.
    pub fn demo() -> Result<Self, Error> {
        Self::load(&Project::Demonstration)
    }

    /// Reads and checks a project as if the file at `path`, relative to it, were there: for whoever
    /// is about to write it. A project may have no evidence where a round is planned, and before
    /// the first one is planned it is read in this way.
    ///
    /// # Errors
    /// [`Error::Project`] with every finding, if one of them is an error.
    pub fn before_file(project: &Project, path: &str) -> Result<Self, Error> {
        Self::loaded(project.load_before(path), project)
    }

    /// Reads and checks a project.
    ///
    /// # Errors
    /// [`Error::Project`] with every finding, if one of them is an error.
    pub fn load(project: &Project) -> Result<Self, Error> {
        Self::loaded(project.load(), project)
    }

    /// Reads and checks a project for an audience: rows that it may not read are taken out before
    /// anything else is read of them, and with them whatever only they name. All that follows is
    /// computed without them.
    ///
    /// # Errors
    /// As [`Assessment::load`]; besides, where the project is marked above the audience and its owner
    /// has not released it, and where handling codes occur and the audience names none. Lines of
    /// findings are counted among the rows that the audience may read.
    pub fn load_for(project: &Project, audience: Audience) -> Result<Self, Error> {
        Self::loaded(project.load_for(Some(audience)), project).map_err(|e| match e {
            // Its lines are not those of the files.
            Error::Project { findings, .. } => {
                Error::Project { findings, project: Project::Memory }
            }
            other => other,
        })
    }

    pub(crate) fn loaded(loaded: Loaded, project: &Project) -> Result<Self, Error> {
        match loaded.assessment {
            Some(assessment) => Ok(Self::new(assessment, project, loaded.standing)),
            None => Err(Error::Project { findings: loaded.findings, project: project.clone() }),
        }
    }

    pub(crate) fn new(
        assessment: ideal_model::AssessmentInput,
        project: &Project,
        standing: Standing,
    ) -> Self {
        Assessment {
            inner: Arc::new(assessment),
            project: project.clone(),
            standing: Arc::new(standing),
            red_acknowledged: false,
        }
    }

    /// Warnings and notes of the check, under the method that it has now; there are no errors, or the
    /// project would not have opened.
    #[must_use]
    pub fn check(&self) -> &[Finding] {
        &self.inner.findings
    }

    /// The project it was read from.
    #[must_use]
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The same with this many Monte Carlo draws; 0 for none.
    #[must_use]
    pub fn with_draws(self, draws: u32) -> Self {
        self.changed(|a| a.draws = draws)
    }

    /// The same with this seed.
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        self.changed(|a| a.seed = seed)
    }

    /// The same with reports in these languages, the first being the main one; an empty list
    /// changes nothing.
    #[must_use]
    pub fn with_languages<L: Copy + Into<Locale>>(self, languages: &[L]) -> Self {
        let mut list: Vec<Locale> = Vec::new();
        for locale in languages.iter().map(|l| (*l).into()) {
            if !list.contains(&locale) {
                list.push(locale);
            }
        }
        if list.is_empty() { self } else { self.changed(|a| a.languages = list) }
    }

    /// The same with this date on the cover of its reports. None is ever taken from a clock.
    #[must_use]
    pub fn with_date(self, date: Date) -> Self {
        self.changed(|a| a.date = Some(date))
    }

    /// The same, with the caller's word that a result marked TLP:RED may be made.
    #[must_use]
    pub fn acknowledge_red(mut self) -> Self {
        self.red_acknowledged = true;
        self
    }

    pub(crate) fn is_red_acknowledged(&self) -> bool {
        self.red_acknowledged
    }

    pub(crate) fn changed(
        mut self,
        change: impl FnOnce(&mut ideal_model::AssessmentInput),
    ) -> Self {
        change(Arc::make_mut(&mut self.inner));
        self
    }

    /// Checked again, after its method has changed.
    pub(crate) fn checked(self) -> Result<Self, Error> {
        let mut findings = self.validate().err().unwrap_or_default();
        findings.extend(ideal_evidence::extent(&self).err().map(|f| *f));
        if !findings.is_empty() {
            return Err(Error::Project { findings, project: self.project });
        }
        let findings = self.standing.check(&self);
        Ok(self.changed(|a| a.findings = findings))
    }

    /// The weights that the experts of the project propose, pooled as the method says if no other
    /// way is named.
    ///
    /// # Errors
    /// [`Error::Project`] where nobody judged any node.
    pub fn expert_weights(&self, pool: Option<Pool>) -> Result<ExpertWeights, Error> {
        let pool = pool.unwrap_or(self.method.uncertainty.expert_pool);
        let found = ideal_engine::expert_weights(&self.inner, pool);
        if found.nodes.is_empty() {
            let f = Finding::error("no-expert-weights", "no expert judged any node of the method")
                .hint("put weights.csv beside assessment.toml: `ideal schema weights`");
            return Err(Error::Project { findings: vec![f], project: self.project.clone() });
        }
        Ok(found)
    }

    /// Scores, gaps, ranks and intervals.
    ///
    /// # Errors
    /// [`Error::Project`] where evidence and method do not fit; [`Error::Red`] where rows are
    /// marked TLP:RED and nobody acknowledged it.
    pub fn run(&self) -> Result<Assessed, Error> {
        self.run_with(&())
    }

    /// The same, telling how far it is.
    ///
    /// # Errors
    /// As [`Assessment::run`], and [`Error::Stopped`] if `progress` asks for it.
    pub fn run_with(&self, progress: &dyn Progress) -> Result<Assessed, Error> {
        self.may_be_made()?;
        let run = ideal_engine::run(Arc::clone(&self.inner), progress)
            .map_err(|e| Error::engine(e, &self.project))?;
        Ok(Assessed::new(run, &self.project))
    }

    /// What it takes in, as others hold it.
    pub(crate) fn input(&self) -> Arc<ideal_model::AssessmentInput> {
        Arc::clone(&self.inner)
    }

    /// An error where the project or any of its rows is marked TLP:RED and nobody acknowledged it.
    pub(crate) fn may_be_made(&self) -> Result<(), Error> {
        if self.red_acknowledged {
            return Ok(());
        }
        let evidence = &self.inner.evidence;
        let rows = evidence.observations.iter().filter(|o| o.mark.tlp == Tlp::Red);
        let rows = rows.map(|o| (evidence.files.code(o.origin.file), u64::from(o.origin.line)));
        let sheets = self.inner.group_sheets.marks().filter(|(mark, ..)| mark.tlp == Tlp::Red);
        let mut red = rows.chain(sheets.map(|(_, file, line)| (file, line)));
        if let Some((file, line)) = red.next() {
            return Err(Error::Red {
                count: 1 + red.count() as u64,
                place: format!("{file}:{line}"),
            });
        }
        if self.inner.handling.tlp == Tlp::Red {
            return Err(Error::Red { count: 0, place: "assessment.toml".to_owned() });
        }
        Ok(())
    }
}
