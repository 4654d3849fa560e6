//! How a sheet is printed: paper, the mark at its head and foot, the number of the page.

use ideal_report::document::{Document, readable};
use rust_xlsxwriter::Worksheet;

use crate::format::Paper;
use crate::page_label::{Part, parts};

/// Of the 255 characters at the head or foot of a page, those that one text may take.
const MOST: usize = 90;
/// The same for words around the number of a page.
const MOST_AROUND: usize = 30;

/// A text at the head or foot of a page, where `&` begins a code; what is too long for it ends with
/// an ellipsis.
fn plain(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut room = most;
    for c in readable(text).chars() {
        let cost = if c == '&' { 2 } else { c.len_utf16() };
        let Some(less) = room.checked_sub(cost) else { return out + "…" };
        room = less;
        out.push(c);
        if c == '&' {
            out.push(c);
        }
    }
    out
}

/// Sets a sheet up for print, the whole of its width on a page.
pub(super) fn set_up(
    sheet: &mut Worksheet,
    document: &Document,
    paper: Paper,
    (title, turned): (&str, bool),
) {
    sheet.set_paper_size(match paper {
        Paper::A4 => 9,
        Paper::Letter => 1,
    });
    if turned {
        sheet.set_landscape();
    }
    sheet.set_margins(0.5, 0.5, 0.75, 0.7, 0.3, 0.3);
    sheet.set_print_fit_to_pages(1, 0);
    let mark = plain(&document.cover.mark, MOST);
    // A blank after the size: a digit would be taken for a part of it.
    sheet.set_header(format!("&L&8 {}&R&8 {mark}", plain(title, MOST)));
    let page: String = parts(&document.labels.page)
        .into_iter()
        .map(|part| match part {
            // The blanks around a number are those of the words.
            Part::Words(words) => plain(words, MOST_AROUND),
            Part::Page => "&P".to_owned(),
            Part::Pages => "&N".to_owned(),
        })
        .collect();
    sheet.set_footer(format!("&L&8 {mark}&R&8 {page}"));
}
