//! A report as data: its words, numbers, tables and figures in their order, and nothing of how a
//! format lays them out. Every format but HTML, whose page is worked with, is made of it.

use std::borrow::Cow;

use ideal_model::Locale;
use serde::Serialize;

use crate::chart::Chart;
use crate::page::sentence;

/// Ids of rankings begin with this: tables whose first column of words names what is ranked, and
/// whose first column of numbers with bands has the scores. Formats that have charts of their own
/// draw one of it.
pub const RANKING: &str = "ranking";

/// A text as formats for readers print it: what commands a program, turns the order of letters
/// round or is not there for the eye stands in it by its code point, and ends of lines and tabs are
/// blanks. What is left can stand in XML.
#[must_use]
pub fn readable(text: &str) -> Cow<'_, str> {
    let text = sentence(text);
    if text.contains(['\n', '\r', '\t']) {
        Cow::Owned(text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " "))
    } else {
        text
    }
}

/// A report in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its language, as a country writes it where one is named.
    pub locale: Locale,
    /// What stands on the cover.
    pub cover: Cover,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// What stands at the end: the program, the method and its hash.
    pub colophon: Vec<Text>,
    /// Words that formats need around the text.
    pub labels: Labels,
}

/// The cover.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// What kind of document it is.
    pub kicker: String,
    /// Its title.
    pub title: String,
    /// The edition, in words.
    pub edition: String,
    /// The handling mark, which stands on every page.
    pub mark: String,
    /// The date that was given; none is ever made up.
    pub date: Option<String>,
    /// What identifies it: a name and its value.
    pub facts: Vec<Fact>,
}

/// A name with what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The name.
    pub name: String,
    /// What is said of it.
    pub text: Text,
}

/// Words of the language that a format puts around the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// Heading of the list of contents.
    pub contents: String,
    /// Name of a cover where it needs one.
    pub cover: String,
    /// Heading of what has to be known to read tables.
    pub notes: String,
    /// "Table", before the number of one.
    pub table: String,
    /// "Figure", before the number of one.
    pub figure: String,
    /// "Page 3 of 40", with `{page}` and `{pages}` in the places of the numbers.
    pub page: String,
    /// What an empty cell of a table means.
    pub blank: String,
}

/// A section or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Where links within the document lead: unique in it, ASCII letters, digits, `-` and `_`.
    pub anchor: String,
    /// Its heading.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Its parts, one level below.
    pub parts: Vec<Section>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A list without an order.
    List(Vec<Text>),
    /// Names, each with what is said of it.
    Facts(Vec<Fact>),
    /// Something to be seen before the rest: a heading and its lines.
    Notice {
        /// What it is about.
        title: String,
        /// What it says.
        lines: Vec<Text>,
    },
    /// A table.
    Table(Table),
    /// A chart with what stands under it.
    Figure {
        /// The chart; its name is unique in the document.
        chart: Chart,
        /// What stands under it.
        caption: Text,
    },
}

/// A text of runs that look different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Run>);

/// Characters that look the same. They are what they are: no format may take them for its own
/// signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// How they look.
    pub look: Look,
    /// Where they lead, if anywhere.
    pub leads: Option<Target>,
}

/// How a run looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// As the text around it.
    #[default]
    Plain,
    /// To be seen.
    Strong,
    /// Of another kind than the text around it.
    Emphasis,
    /// Said beside the text, smaller.
    Aside,
    /// A code, path or hash.
    Code,
}

/// Where a run leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To the anchor of a section of the document.
    Section(String),
    /// To an address of the web: `http` or `https`.
    Web(String),
}

impl Text {
    /// A text of one plain run.
    pub fn plain(text: impl Into<String>) -> Text {
        Text::of(text, Look::Plain)
    }

    /// A text of one run.
    pub fn of(text: impl Into<String>, look: Look) -> Text {
        Text(vec![Run { text: text.into(), look, leads: None }])
    }

    /// The same with another run at its end.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, look: Look) -> Text {
        self.0.push(Run { text: text.into(), look, leads: None });
        self
    }

    /// The same, all of which leads somewhere.
    #[must_use]
    pub fn leading(mut self, target: &Target) -> Text {
        for run in &mut self.0 {
            run.leads = Some(target.clone());
        }
        self
    }

    /// Its characters without their looks.
    #[must_use]
    pub fn characters(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| run.text.is_empty())
    }
}

/// A table. Each of its rows has a cell for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Unique in the document, and a name in every language: ASCII letters, digits and `_`, a
    /// letter first, at most 31 characters.
    pub id: String,
    /// What it shows.
    pub caption: Text,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What has to be known to read it.
    pub notes: Vec<Text>,
    /// The series it is one of, where every section of a kind has such a table.
    pub series: Option<Series>,
}

/// Tables that say the same of one thing after another, each in the section of its thing. A format
/// that is made for tables has them as one, with the heading of each section in a first column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What the table of all of them is called: as [`Table::id`].
    pub id: String,
    /// Head of the column that says what a row is about: "Territory".
    pub head: String,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Whether its cells are numbers, which stand one under the other.
    pub numbers: bool,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Whether it stands back: nothing of the results rests on it.
    pub unused: bool,
    /// Whether a group of rows begins with it that cannot be told apart.
    pub group: bool,
    /// How many steps its first cell is moved in, where rows are a tree: 0 for its root.
    pub depth: u8,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// There is nothing to be said.
    Blank,
    /// Words.
    Text(Text),
    /// A number.
    Number(Number),
}

/// A number with the form in which every format prints it.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The number, as it was computed; a share is one of 1, whatever its printed form.
    pub value: f64,
    /// As it is printed in the language, rounded once.
    pub text: String,
    /// How the value becomes the text, for formats that keep numbers.
    pub form: NumberForm,
    /// The band it is in, if it is a score that has one.
    pub band: Option<Band>,
    /// What has to be said beside it, each in a few words: that a score rests on enforcement counts
    /// alone, what it was made without, which way a change goes.
    pub notes: Vec<String>,
}

/// How the value of a number becomes its printed form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberForm {
    /// So many decimals.
    Decimals(u8),
    /// So many decimals, with a sign where it is not zero.
    Signed(u8),
    /// Of a hundred, with so many decimals and the sign of per cent as the language sets it.
    Percent(u8),
    /// A count, with separators of thousands as the language writes them.
    Count,
    /// As many digits as it was written with: a number of a method file.
    Exact,
}

/// A band of the scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Band {
    /// Its name.
    pub label: String,
    /// Colour of its ground: `#rrggbb`.
    pub ground: String,
    /// Colour of letters on it: `#rrggbb`.
    pub ink: String,
}
