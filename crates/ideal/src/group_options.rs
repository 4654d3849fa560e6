//! An assessment is asked for its criminal groups.

use ideal_engine::{GroupsBy, Progress};
use ideal_model::{Finding, GroupMethod, did_you_mean};

use crate::assessment::Assessment;
use crate::error::Error;
use crate::groups::Groups;

/// How groups are asked for.
#[derive(Clone, Debug)]
pub struct GroupOptions {
    /// Id of the method; none: the usual one.
    pub method: Option<String>,
    /// What they are ranked within.
    pub by: GroupsBy,
}

impl Default for GroupOptions {
    fn default() -> Self {
        GroupOptions { method: None, by: GroupsBy::All }
    }
}

impl Assessment {
    /// The criminal groups of the project, ranked by a method as of the latest edition, with as many
    /// draws as the assessment has. The assessment itself is not run for it.
    ///
    /// # Errors
    /// [`Error::Project`] for a project without sheets of groups; [`Error::Unknown`] for a method that
    /// it has not; [`Error::Red`] where rows are marked TLP:RED and nobody acknowledged it.
    pub fn groups(&self, options: &GroupOptions) -> Result<Groups, Error> {
        self.groups_with(options, &())
    }

    /// The same, telling how far it is.
    ///
    /// # Errors
    /// As [`Assessment::groups`], and [`Error::Stopped`] if `progress` asks for it.
    pub fn groups_with(
        &self,
        options: &GroupOptions,
        progress: &dyn Progress,
    ) -> Result<Groups, Error> {
        self.may_be_made()?;
        self.expect_group_sheets()?;
        let sheets = &self.group_sheets;
        let id = options.method.as_deref().unwrap_or(GroupMethod::USUAL);
        let ids = || sheets.methods.iter().map(|m| m.id.as_str());
        let method = sheets.methods.iter().find(|m| m.id == id).ok_or_else(|| {
            let hint = did_you_mean(id, ids()).unwrap_or_else(|| {
                format!("the methods are {}", ids().collect::<Vec<_>>().join(", "))
            });
            Error::unknown(format!("no method of groups is called `{id}`"), Some(hint))
        })?;
        let found = ideal_engine::rank_groups(self, method, options.by, progress)
            .map_err(|e| Error::engine(e, self.project()))?;
        Ok(Groups::new(self.input(), found))
    }

    /// An error where the project has no sheets of criminal groups.
    pub(crate) fn expect_group_sheets(&self) -> Result<(), Error> {
        if !self.group_sheets.groups.is_empty() {
            return Ok(());
        }
        let f = Finding::error("no-groups", "the project has no sheets of criminal groups")
            .hint("groups.csv beside assessment.toml has a row for each: `ideal schema groups`");
        Err(Error::Project { findings: vec![f], project: self.project().clone() })
    }
}
