//! The form for servers of ODK and Kobo.

mod names;
mod xlsform;

pub use names::form_name;
pub(crate) use xlsform::xlsform;
