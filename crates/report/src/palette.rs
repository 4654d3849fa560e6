//! One palette and one type scale for pages, charts and whatever else shows the results.

/// A colour, 8 bits each of red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub(crate) u8, pub(crate) u8, pub(crate) u8);

impl Rgb {
    /// `#RRGGBB`.
    #[must_use]
    pub fn hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }

    /// Relative luminance of WCAG 2.2, 0..=1.
    fn light(self) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
        };
        0.2126 * channel(self.0) + 0.7152 * channel(self.1) + 0.0722 * channel(self.2)
    }

    /// Contrast of two colours as WCAG 2.2 defines it, 1..=21.
    pub(crate) fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.light() + 0.05, other.light() + 0.05);
        if a > b { a / b } else { b / a }
    }

    /// The ink that reads best on it: black on what is too light for paper and too dark for the
    /// usual ink, so that small print keeps the contrast of 4.5 which WCAG asks for.
    pub(crate) fn ink(self) -> Rgb {
        let usual = if self.contrast(INK) >= self.contrast(PAPER) { INK } else { PAPER };
        if self.contrast(usual) < 4.5 { BLACK } else { usual }
    }

    /// The colour a share `t` of the way to `other`.
    pub(crate) fn towards(self, other: Rgb, t: f64) -> Rgb {
        let mix = |a: u8, b: u8| {
            (f64::from(a) + (f64::from(b) - f64::from(a)) * t).round().clamp(0.0, 255.0) as u8
        };
        Rgb(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }
}

/// Text.
pub const INK: Rgb = Rgb(0x1F, 0x1A, 0x24);
/// Text where that is too light.
const BLACK: Rgb = Rgb(0, 0, 0);
/// Secondary text.
pub const MUTED: Rgb = Rgb(0x66, 0x60, 0x6E);
/// Hairlines.
pub const RULE: Rgb = Rgb(0xDD, 0xD8, 0xDF);
/// Grid lines and quiet marks.
pub(crate) const QUIET: Rgb = Rgb(0xB9, 0xB2, 0xBD);
/// Scores that are neither better nor worse for being high.
pub(crate) const NEUTRAL: Rgb = Rgb(0x8E, 0x87, 0x94);
/// The page.
pub const PAPER: Rgb = Rgb(0xFF, 0xFF, 0xFF);
/// What is known: coverage, confidence, evidence.
pub const EVIDENCE: Rgb = Rgb(0x1E, 0x6A, 0x70);
/// Evidence that is enforcement counts alone.
pub(crate) const EVIDENCE_PALE: Rgb = Rgb(0x9C, 0xC9, 0xC6);

/// Stops of the sequential scale, from the lowest band to the highest: lightness falls all the way,
/// so that it reads in grey, and blue rises against yellow, so that it reads to colour-blind eyes.
const STOPS: [Rgb; 4] =
    [Rgb(0xF6, 0xE2, 0xCB), Rgb(0xEF, 0xB4, 0x84), Rgb(0xC0, 0x5B, 0x6C), Rgb(0x4E, 0x1F, 0x55)];

/// Paper tinted towards `end`, 0..=1. It stops before `end`: a number in dark ink reads on all of
/// it.
pub(crate) fn tint(end: Rgb, t: f64) -> Rgb {
    PAPER.towards(end, 0.7 * t.clamp(0.0, 1.0))
}

/// The colour at `t` of the sequential scale, 0..=1.
pub(crate) fn sequential(t: f64) -> Rgb {
    let last = STOPS.len() - 1;
    let at = t.clamp(0.0, 1.0) * last as f64;
    let i = (at.floor() as usize).min(last - 1);
    STOPS[i].towards(STOPS[i + 1], at - i as f64)
}

/// The colour of band `level` of `count`, lowest first.
pub(crate) fn band(level: usize, count: usize) -> Rgb {
    if count <= 1 { sequential(0.5) } else { sequential(level as f64 / (count - 1) as f64) }
}

/// The family of every letter.
pub const FAMILY: &str = "Inter";
/// Regular, for charts and print.
pub const REGULAR_OTF: &[u8] = include_bytes!("../reports/fonts/Inter-Regular.otf");
/// Bold, for charts and print.
pub const BOLD_OTF: &[u8] = include_bytes!("../reports/fonts/Inter-Bold.otf");
/// Regular, for pages.
pub(crate) const REGULAR_WOFF2: &[u8] = include_bytes!("../reports/fonts/Inter-Regular.woff2");
/// Bold, for pages.
pub(crate) const BOLD_WOFF2: &[u8] = include_bytes!("../reports/fonts/Inter-Bold.woff2");

#[cfg(test)]
mod tests {
    use super::*;

    /// Lightness in grey, 0..=255, by the weights of ITU-R BT.601.
    fn grey(c: Rgb) -> f64 {
        0.299 * f64::from(c.0) + 0.587 * f64::from(c.1) + 0.114 * f64::from(c.2)
    }

    #[test]
    fn bands_darken_all_the_way() {
        for count in 2..=9 {
            for level in 1..count {
                assert!(
                    grey(band(level - 1, count)) - grey(band(level, count)) > 12.0,
                    "{level} of {count}"
                );
            }
        }
        assert_eq!(band(0, 4).ink(), INK);
        assert_eq!(band(3, 4).ink(), PAPER);
    }

    #[test]
    fn ink_reads_on_every_band() {
        for count in 1..=9 {
            for level in 0..count {
                let ground = band(level, count);
                assert!(
                    ground.contrast(ground.ink()) >= 4.5,
                    "{level} of {count}: {}",
                    ground.contrast(ground.ink())
                );
            }
        }
        assert!(MUTED.contrast(PAPER) >= 4.5);
        for ground in (0..=100)
            .flat_map(|t| [EVIDENCE, sequential(0.72)].map(|end| tint(end, f64::from(t) / 100.0)))
        {
            assert!(ground.contrast(ground.ink()) >= 5.0, "{}", ground.hex());
        }
    }
}
