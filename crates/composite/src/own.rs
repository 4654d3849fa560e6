//! Functions of one's own: what a caller adds to those that are declared here.
//!
//! Each is a value with a name that lives as long as the program does, mostly a `static`. The name
//! stands for the function wherever it is written down or compared: two functions of one name are
//! taken for the same.

use std::fmt;
use std::ops::Deref;

/// What has a name.
pub trait Named: fmt::Debug + Send + Sync {
    /// The name, as reports and documents print it.
    fn name(&self) -> &str;
}

/// A function of one's own, by its name.
///
/// It is a pure function: of the same numbers it makes the same, whatever was asked before, or the
/// results of a run are not those of another.
#[derive(Debug)]
pub struct Own<T: ?Sized + 'static>(&'static T);

impl<T: ?Sized> Own<T> {
    /// A function that a caller has.
    #[must_use]
    pub const fn new(function: &'static T) -> Self {
        Own(function)
    }

    /// The function, for as long as the program lives.
    #[must_use]
    pub const fn get(self) -> &'static T {
        self.0
    }
}

// Not derived: a reference is copied whatever it points to.
impl<T: ?Sized> Clone for Own<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Own<T> {}

impl<T: Named + ?Sized> PartialEq for Own<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.name() == other.0.name()
    }
}

impl<T: Named + ?Sized> Eq for Own<T> {}

impl<T: ?Sized> Deref for Own<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0
    }
}

#[cfg(feature = "serde")]
impl<T: Named + ?Sized> serde::Serialize for Own<T> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.name())
    }
}
