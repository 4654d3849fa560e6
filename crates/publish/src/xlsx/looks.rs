//! How cells look, and how their numbers are printed.

use ideal_report::document::{Band, NumberForm};
use ideal_report::palette::{self, Rgb};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// A colour of the palette.
pub(super) fn colour(rgb: Rgb) -> Color {
    hex(&rgb.hex())
}

/// A colour that a document names.
pub(super) fn hex(text: &str) -> Color {
    Color::from(text)
}

/// The formats that all sheets have in common.
pub(super) struct Looks {
    pub(super) mark: Format,
    pub(super) title: Format,
    pub(super) subtitle: Format,
    pub(super) section: Format,
    pub(super) name: Format,
    pub(super) text: Format,
    pub(super) aside: Format,
    pub(super) link: Format,
    pub(super) head: Format,
    pub(super) head_of_numbers: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let ink = colour(palette::INK);
        let text = Format::new().set_font_color(ink).set_text_wrap().set_align(FormatAlign::Top);
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_font_color(colour(palette::PAPER))
            .set_background_color(colour(palette::EVIDENCE))
            .set_indent(1)
            .set_align(FormatAlign::Bottom);
        Looks {
            mark: Format::new()
                .set_bold()
                .set_font_color(colour(palette::PAPER))
                .set_background_color(ink)
                .set_align(FormatAlign::Center),
            title: text.clone().set_bold().set_font_size(20.0),
            subtitle: text.clone().set_font_size(13.0).set_font_color(colour(palette::MUTED)),
            section: Format::new().set_bold().set_font_size(14.0).set_font_color(ink),
            name: text.clone().set_font_color(colour(palette::MUTED)),
            aside: text.clone().set_font_size(9.0).set_font_color(colour(palette::MUTED)),
            link: text
                .clone()
                .set_font_color(colour(palette::EVIDENCE))
                .set_underline(FormatUnderline::Single),
            head_of_numbers: head.clone().set_align(FormatAlign::Right),
            head,
            text,
        }
    }
}

/// What the look of a cell of a table depends on beside its kind.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    /// Whether its row stands back.
    pub(super) unused: bool,
    /// Whether its row begins a group.
    pub(super) group: bool,
    /// Steps that the cell is moved in.
    pub(super) depth: u8,
}

/// The look of a cell of a table.
pub(super) fn cell(standing: Standing) -> Format {
    let ink = if standing.unused { palette::MUTED } else { palette::INK };
    let line = if standing.group {
        (palette::MUTED, FormatBorder::Medium)
    } else {
        (palette::RULE, FormatBorder::Thin)
    };
    Format::new()
        .set_font_color(colour(ink))
        .set_align(FormatAlign::Top)
        .set_text_wrap()
        .set_indent(standing.depth.saturating_add(1))
        .set_border_top(line.1)
        .set_border_top_color(colour(line.0))
}

/// The look of a number.
pub(super) fn number(standing: Standing, form: NumberForm, band: Option<&Band>) -> Format {
    let format = cell(standing).set_num_format(code(form)).set_align(FormatAlign::Right);
    match band {
        Some(band) => format.set_background_color(hex(&band.ground)).set_font_color(hex(&band.ink)),
        None => format,
    }
}

/// How Excel prints a number; marks of decimals and thousands are those of who reads it.
pub(super) fn code(form: NumberForm) -> String {
    let places = |decimals: u8| {
        let zeros = "0".repeat(usize::from(decimals.min(15)));
        if zeros.is_empty() { zeros } else { format!(".{zeros}") }
    };
    match form {
        NumberForm::Decimals(decimals) => format!("#,##0{}", places(decimals)),
        NumberForm::Signed(decimals) => {
            // What rounds to zero has no sign.
            let places = places(decimals);
            let half = match decimals.min(15) {
                0 => "0.5".to_owned(),
                n => format!("0.{}5", "0".repeat(usize::from(n))),
            };
            format!("[>={half}]+#,##0{places};[<=-{half}]-#,##0{places};0{places}")
        }
        NumberForm::Percent(decimals) => format!("0{}%", places(decimals)),
        NumberForm::Count => "#,##0".to_owned(),
        NumberForm::Exact => "General".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_codes_of_excel() {
        assert_eq!(code(NumberForm::Decimals(0)), "#,##0");
        assert_eq!(code(NumberForm::Decimals(2)), "#,##0.00");
        assert_eq!(code(NumberForm::Percent(1)), "0.0%");
        assert_eq!(code(NumberForm::Signed(1)), "[>=0.05]+#,##0.0;[<=-0.05]-#,##0.0;0.0");
        assert_eq!(code(NumberForm::Signed(0)), "[>=0.5]+#,##0;[<=-0.5]-#,##0;0");
    }
}
