//! Judges whether a text table was cut off at its end. A file that was cut off inside its last
//! number reads like a whole one with another number.

use ideal_model::Finding;

/// What is suspicious about the end of a table: its last line has no end, and what it ends in may
/// be the beginning of a number. Programs that write no line end after the last line are believed
/// where the last cell is a text, or stands in quotation marks. A row with fewer cells than the
/// others is found by who reads the rows.
pub(crate) fn cut(text: &str, delimiter: u8) -> Option<Finding> {
    let delimiter = char::from(delimiter);
    let (before, last) = text.rsplit_once(['\n', '\r'])?;
    let last_cell =
        |line: &str| line.rsplit_once(delimiter).map_or(line, |(_, cell)| cell).trim().to_owned();
    let cell = last_cell(last);
    let what = if may_be_cut(&cell) {
        format!("ends in `{cell}`")
    } else if cell.is_empty()
        && !last.trim().is_empty()
        && before.lines().skip(1).any(|line| may_be_cut(&last_cell(line)))
    {
        "ends before its last cell".to_owned()
    } else {
        return None;
    };
    let line = last_line(text);
    let message = format!(
        "the last line has no line end, and {what}: if the file was cut off there, the number is \
         another one"
    );
    let f = Finding::warning("no-line-end", message).at_line(line);
    Some(f.hint(
        "compare it with the file this one was made from; with a line end after the last \
                 line the file is whole",
    ))
}

/// The same of a project's own table, whose cells say also how a row may be handled: a text cut
/// short is another text. Only a cell in quotation marks shows that it is whole.
pub(crate) fn unended(text: &str, delimiter: u8) -> Option<Finding> {
    if let Some(found) = cut(text, delimiter) {
        return Some(found);
    }
    let (_, last) = text.rsplit_once(['\n', '\r'])?;
    let last = last.trim_end();
    if last.is_empty() || last.ends_with('"') {
        return None;
    }
    let line = last_line(text);
    let cell = last.rsplit_once(char::from(delimiter)).map_or(last, |(_, cell)| cell);
    let what = if cell.is_empty() {
        "ends in an empty cell".to_owned()
    } else {
        format!("ends in `{}`", crate::tidy::shortened(cell))
    };
    let message = format!(
        "the last line has no line end, and {what}: if the file was cut off there, more has \
         followed"
    );
    let f = Finding::warning("no-line-end", message).at_line(line);
    Some(f.hint(
        "compare it with the file this one was made from; with a line end after the last \
                 line the file is whole",
    ))
}

/// The number of the last line.
fn last_line(text: &str) -> u64 {
    1 + text.bytes().filter(|b| *b == b'\n').count() as u64
}

/// Whether a cell can be the beginning of a number or a date: nothing but their signs, and none
/// that only stands at the end.
fn may_be_cut(cell: &str) -> bool {
    let sign = |c: char| {
        matches!(
            c,
            '.' | ','
                | '\''
                | '’'
                | '-'
                | '−'
                | '+'
                | '/'
                | ':'
                | 'e'
                | 'E'
                | '$'
                | '€'
                | '£'
                | '<'
                | '>'
                | '='
                | '~'
        )
    };
    let first =
        cell.chars().next().is_some_and(|c| c.is_ascii_digit() || (sign(c) && !c.is_alphabetic()));
    first && cell.chars().all(|c| c.is_ascii_digit() || sign(c) || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<u64> {
        cut(text, b',').and_then(|f| f.line)
    }

    #[test]
    fn a_last_line_without_end_is_suspicious_where_it_ends_in_a_number() {
        assert_eq!(line("geo,time,v\ncol,2019,65.00\ncol,2020,69.7"), Some(3));
        for end in ["6", "69.", "-", "1e", "1 234", "2024-0", "<5", "0,5", "69.7 "] {
            assert_eq!(line(&format!("geo,v\r\na,1\r\nb,{end}")), Some(3), "{end}");
        }
        // Cut in front of the number: the cell looks empty.
        assert_eq!(line("geo,v\na,1\nb,"), Some(3));
    }

    #[test]
    fn in_a_table_of_the_project_every_last_line_without_end_is() {
        let line = |text: &str| unended(text, b',').and_then(|f| f.line);
        for end in ["TLP:AMBER", "src1", "1", ""] {
            assert_eq!(line(&format!("geo,tlp\na,TLP:RED\nb,{end}")), Some(3), "{end}");
            assert_eq!(line(&format!("geo,tlp\na,TLP:RED\nb,{end}\n")), None, "{end}");
        }
        assert_eq!((line("geo,v\na,\"TLP:RED\""), line("geo,v")), (None, None));
    }

    #[test]
    fn what_cannot_be_half_a_number_is_believed() {
        for whole in [
            "geo,v\na,1\nb,2\n",
            "geo,v\na,1\nb,2\r\n",
            "geo,v\na,1\nb,2\n  ",
            "geo,v,continent\na,1,Africa\nb,2,Africa",
            "geo,v\na,\"1\"\nb,\"2\"",
            "geo,v\na,1 %\nb,2 %",
            "geo,v,note\na,1,\nb,2,",
            "geo,2023\na,\nb,",
            "code,2023",
            "",
        ] {
            assert_eq!(line(whole), None, "{whole:?}");
        }
    }
}
