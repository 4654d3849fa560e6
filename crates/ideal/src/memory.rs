//! Assessments from memory: files that somebody holds, and what was built in code.

use ideal_evidence::{Files, Standing};
use ideal_model::{AssessmentInput, Method};

use crate::assessment::Assessment;
use crate::error::Error;
use crate::manifest::sha256;
use crate::project::Project;
use crate::shipped;

impl Assessment {
    /// Reads and checks a project that lies in memory, or wherever else [`Files`] are.
    ///
    /// # Errors
    /// [`Error::Project`] with every finding, if one of them is an error.
    pub fn from_files(files: &dyn Files) -> Result<Self, Error> {
        Self::loaded(ideal_evidence::load(files, &shipped::methods()), &Project::Memory)
    }

    /// Takes an assessment that was built in code.
    ///
    /// # Errors
    /// [`Error::Project`] with every rule that it breaks, as
    /// [`AssessmentInput::validate`] finds them, and where its units would take more memory than
    /// they may.
    pub fn from_input(input: AssessmentInput) -> Result<Self, Error> {
        input.validate().map_err(Error::in_memory)?;
        ideal_evidence::extent(&input).map_err(|f| Error::in_memory(vec![*f]))?;
        let standing = Standing::of(&input);
        Ok(Self::new(input, &Project::Memory, standing))
    }
}

/// What stands for the hash of the file of a method that has none: SHA-256 of its JSON.
pub(crate) fn method_hash(method: &Method) -> Result<String, Error> {
    Ok(sha256(&serde_json::to_vec(method)?))
}
