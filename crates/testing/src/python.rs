//! The Python that tests run where there is one.

/// The program: the one that `IDEAL_PYTHON` names, else `python3`.
#[must_use]
pub fn python() -> String {
    std::env::var("IDEAL_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}
