//! The ranges that numbers of a method may lie in.

use std::collections::BTreeSet;
use std::fmt::Display;

use crate::finding::Finding;
use crate::findings::Findings;
use crate::method::MOST_DRIFT;

/// What a number may be; each refuses the rest with the element it belongs to.
pub(super) struct Values<'f> {
    out: &'f mut Findings,
}

impl<'f> Values<'f> {
    /// Errors go into `out`.
    pub(super) fn new(out: &'f mut Findings) -> Self {
        Values { out }
    }

    pub(super) fn error(&mut self, code: &str, message: String) {
        self.out.push(Finding::error(code, message));
    }

    /// Any number but infinity and NaN.
    pub(super) fn finite(&mut self, of: impl Display, what: &str, x: f64) {
        self.must(x.is_finite(), of, what, x, "it must be a finite number");
    }

    /// A finite number above 0.
    pub(super) fn positive(&mut self, of: impl Display, what: &str, x: f64) {
        self.must(x.is_finite() && x > 0.0, of, what, x, "it must be finite and above 0");
    }

    /// A finite number, 0 or above.
    pub(super) fn not_negative(&mut self, of: impl Display, what: &str, x: f64) {
        self.must(x.is_finite() && x >= 0.0, of, what, x, "it must be finite and not below 0");
    }

    /// How far a score moves in a year.
    pub(super) fn drift(&mut self, of: impl Display, x: f64) {
        let what = format!("it must lie in 0 to {MOST_DRIFT}");
        self.must((0.0..=MOST_DRIFT).contains(&x), of, "drift", x, &what);
    }

    /// A share of a whole.
    pub(super) fn share(&mut self, of: impl Display, what: &str, x: f64) {
        self.must((0.0..=1.0).contains(&x), of, what, x, "it must lie in 0 to 1");
    }

    /// Two ends with a width, the low one first.
    pub(super) fn pair(&mut self, of: impl Display, what: &str, [low, high]: [f64; 2]) {
        if !((high - low).is_finite() && low < high) {
            let message = format!(
                "the `{what}` of {of} runs from {low} to {high}; its ends must be finite and the \
                 low one below the high one"
            );
            self.error("bad-range", message);
        }
    }

    /// A count with an upper end.
    pub(super) fn most(&mut self, of: impl Display, what: &str, x: u32, most: u32) {
        self.must(x <= most, of, what, f64::from(x), &format!("it must not be above {most}"));
    }

    /// Codes each of which has one value.
    pub(super) fn once<'c>(&mut self, of: &str, what: &str, codes: impl Iterator<Item = &'c str>) {
        let mut seen = BTreeSet::new();
        for code in codes {
            if !seen.insert(code) {
                self.error("code-twice", format!("`{code}` has two `{what}` in {of}"));
            }
        }
    }

    fn must(&mut self, holds: bool, of: impl Display, what: &str, x: f64, wanted: &str) {
        if !holds {
            let code = if x.is_finite() { "out-of-range" } else { "not-finite" };
            self.error(code, format!("the `{what}` of {of} is {x}; {wanted}"));
        }
    }
}
