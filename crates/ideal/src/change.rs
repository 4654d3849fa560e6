//! The same assessment under another method: other weights, or another tree.

use std::sync::Arc;

use ideal_engine::ProposedWeights;
use ideal_model::method::Impute;
use ideal_model::{Finding, Group, Method, Names, Territories, Territory};

use crate::assessment::Assessment;
use crate::error::Error;
use crate::memory::method_hash;

impl Assessment {
    /// The same evidence under another method. The manifest of its results says that the method is
    /// not that of a file, and what its content hashes to.
    ///
    /// # Errors
    /// [`Error::Project`] with every rule that the method breaks, groups that none of the
    /// territories belongs to, and a group column to impute by that was not read with the project.
    pub fn with_method(self, method: Method) -> Result<Self, Error> {
        method.validate().map_err(|findings| self.refused(findings))?;
        let hash = method_hash(&method)?;
        if hash == method_hash(&self.method)? {
            return Ok(self);
        }
        let groups = groups(&method, &self).map_err(|f| self.refused(vec![*f]))?;
        let column =
            |m: &Method| m.steps.impute.as_ref().and_then(Impute::group).map(str::to_owned);
        let (wanted, read) = (column(&method), column(&self.method));
        if wanted.is_some() && wanted != read {
            let message = format!(
                "the method imputes by the group column `{}`, which was not read with the project",
                wanted.unwrap_or_default()
            );
            return Err(self.refused(vec![Finding::error("unknown-column", message)]));
        }
        let changed = self.clone().changed(|a| {
            if wanted.is_none() {
                a.impute_groups = Vec::new();
            }
            a.groups = groups;
            a.method_sha256 = hash;
            a.method_file.clone_from(&method.id);
            a.method_modified = true;
            a.method = Arc::new(method);
        });
        changed.checked()
    }

    /// The same with another weight of one element under its parent: of a node by its id, of an
    /// indicator by its code.
    ///
    /// ```
    /// let demo = ideal::Assessment::demo()?.with_draws(0);
    /// let heavier = demo.clone().with_weight("threat", 3.0)?;
    /// assert!(heavier.method_modified && heavier.method_sha256 != demo.method_sha256);
    /// let error = demo.with_weight("thread", 3.0).unwrap_err();
    /// assert!(error.to_string().contains("did you mean `threat`?"));
    /// # Ok::<(), ideal::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Project`] for an element that the method does not have, with the nearest that it
    /// has, for the root, and for a weight that is negative, not finite or leaves its siblings with
    /// none.
    pub fn with_weight(self, element: &str, weight: f64) -> Result<Self, Error> {
        self.weighed([(element, weight)])
    }

    /// The same with the weights that the data propose; where those stay, they are the stated ones.
    ///
    /// # Errors
    /// As [`Assessment::with_weight`], for weights proposed for another method.
    pub fn with_weights(self, proposed: &ProposedWeights) -> Result<Self, Error> {
        let children = proposed.nodes.iter().filter(|n| n.kept.is_none()).flat_map(|n| &n.children);
        self.weighed(children.map(|c| (c.child.as_str(), c.proposed)))
    }

    /// The same with other weights, all changed before any is checked.
    ///
    /// # Errors
    /// As [`Assessment::with_weight`].
    pub fn weighed<'w>(
        self,
        weights: impl IntoIterator<Item = (&'w str, f64)>,
    ) -> Result<Self, Error> {
        let method = Method::clone(&self.method);
        let method = method.with_weights(weights).map_err(|findings| self.refused(findings))?;
        self.with_method(method)
    }

    fn refused(&self, findings: Vec<Finding>) -> Error {
        Error::Project { findings, project: self.project().clone() }
    }
}

/// The groups that the method's regional roll-up asks for, from those of the territories.
fn groups(method: &Method, a: &ideal_model::AssessmentInput) -> Result<Vec<Group>, Box<Finding>> {
    let wanted = method.rollup_region.iter().flat_map(|r| &r.groups);
    let mut out: Vec<Group> = Vec::new();
    for name in wanted {
        if out.iter().any(|g| g.code == *name) {
            continue;
        }
        if let Some(known) = a.groups.iter().find(|g| g.code == *name) {
            out.push(known.clone());
            continue;
        }
        let belongs = |t: &&Territory| t.groups.contains(name);
        let own: Vec<String> =
            a.territories.iter().filter(belongs).map(|t| t.code.clone()).collect();
        let shipped = Territories::shipped().ok().and_then(|all| all.group(name).cloned());
        out.push(match (shipped, own.is_empty()) {
            (Some(mut group), _) => {
                group.code.clone_from(name);
                group.members.retain(|m| a.territories.iter().any(|t| t.code == *m));
                group
            }
            (None, false) => Group {
                code: name.clone(),
                names: Names::same(name),
                members: own,
                source: String::new(),
            },
            (None, true) => {
                let message = format!("`{name}` of [rollup.region] is no group of the territories");
                return Err(Box::new(Finding::error("unknown-group", message)));
            }
        });
    }
    Ok(out)
}
