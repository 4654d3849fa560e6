//! The form for servers of ODK and Kobo.

mod names;

pub use names::form_name;
