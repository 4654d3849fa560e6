//! iMeta: indicators, the tree above them, groups and denominators.

use crate::publisher::error::ImportError;
use crate::publisher::grid::{Columns, Grid, GridRow};

/// Columns of iMeta that are read; others hold parameters of functions that the method file states itself.
const META: [&str; 9] = ["iCode", "Level", "Parent", "Direction", "Weight", "Type", "iName", "Unit", "Denominator"];

/// Parameters of `n_goalposts`, in the indicator's own direction; the scale is the score at the upper post.
pub(super) const POSTS: [&str; 4] = ["goalpost_lower", "goalpost_upper", "goalpost_scale", "goalpost_trunc2posts"];
/// Parameters of the other functions: with them in iMeta it is not said which function is meant.
const OTHERS: [&str; 8] =
    ["minmax_lower", "minmax_upper", "scaled_lower", "scaled_upper", "scale_factor", "zscore_mean", "zscore_sd", "dist2targ_cap_max"];

/// What a row of iMeta is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Indicator,
    Aggregate,
    Group,
    Denominator,
    Other,
}

/// A row of iMeta.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) kind: Type,
    pub(super) level: u32,
    pub(super) parent: Option<String>,
    pub(super) down: bool,
    pub(super) weight: f64,
    pub(super) denominator: Option<String>,
    /// Goalposts, where they are what the scores are made with.
    pub(super) posts: Option<[f64; 2]>,
    pub(super) row: u32,
}

/// Text of a cell, with `NA` as nothing.
pub(super) fn text(row: &GridRow, column: Option<usize>) -> String {
    let text = column.map(|c| row.cell(c).text()).unwrap_or_default();
    if text == "NA" { String::new() } else { text }
}

/// The rows of iMeta.
pub(super) struct Items {
    pub(super) list: Vec<Item>,
    pub(super) notes: Vec<String>,
}

impl Items {
    pub(super) fn read(grid: &Grid) -> Result<Self, ImportError> {
        let Some((header, body)) = grid.rows.split_first() else {
            return Err(ImportError::file(&grid.file, "an empty file", "a header and rows"));
        };
        let columns = grid.columns(header);
        let need: Vec<usize> =
            ["iCode", "Level", "Parent", "Direction", "Weight", "Type"].iter().map(|h| columns.find(h)).collect::<Result<_, _>>()?;
        let optional = |head: &str| columns.heads().iter().find(|(h, _)| *h == head).map(|(_, i)| *i);
        let (name, unit, denominator) = (optional("iName"), optional("Unit"), optional("Denominator"));
        let at = |i: usize| need.get(i).copied();
        let posts_at = posts_columns(&columns);
        let mut list: Vec<Item> = Vec::new();
        for row in body.iter().filter(|r| !r.is_blank()) {
            grid.whole_row(row, &columns)?;
            let bad = |head: &str, found: &str, expected: &str| grid.bad_cell(row, head, &format!("`{found}`"), expected);
            let code = text(row, at(0));
            check_code(&code, "an iCode").map_err(|expected| bad("iCode", &code, &expected))?;
            if let Some(first) = list.iter().find(|i| i.code == code) {
                return Err(bad("iCode", &code, &format!("each iCode once (first in line {})", first.row)));
            }
            let word = text(row, at(5));
            let kind = match word.as_str() {
                "Indicator" => Type::Indicator,
                "Aggregate" => Type::Aggregate,
                "Group" => Type::Group,
                "Denominator" => Type::Denominator,
                "Other" => Type::Other,
                _ => return Err(bad("Type", &word, "Indicator, Aggregate, Group, Denominator or Other")),
            };
            let built = matches!(kind, Type::Indicator | Type::Aggregate);
            let level = text(row, at(1));
            let level = match level.parse::<u32>() {
                Ok(n) if built && (kind == Type::Indicator) == (n == 1) && (1..=1000).contains(&n) => n,
                _ if !built => 0,
                _ => return Err(bad("Level", &level, "1 for an indicator, 2 and above for an aggregate")),
            };
            let number = |i: usize, head: &str| {
                let found = text(row, at(i));
                let n = found.parse::<f64>().ok().filter(|n| n.is_finite());
                n.ok_or_else(|| bad(head, &found, "a number"))
            };
            let weight = if built { number(4, "Weight")? } else { 1.0 };
            if weight < 0.0 {
                return Err(bad("Weight", &ideal_model::shortest(weight), "a weight of 0 or more"));
            }
            let direction = text(row, at(3));
            let down = match direction.as_str() {
                "1" => false,
                "-1" => true,
                // COINr reads the direction of indicators only.
                _ if kind != Type::Indicator => false,
                _ => return Err(bad("Direction", &direction, "1 or -1")),
            };
            let some = |t: String| if t.is_empty() { None } else { Some(t) };
            let denominator = some(text(row, denominator)).filter(|_| kind == Type::Indicator);
            let name = some(text(row, name)).unwrap_or_else(|| code.clone());
            let parent = some(text(row, at(2))).filter(|_| built);
            let posts = match posts_at.filter(|_| kind == Type::Indicator) {
                Some(columns) => goalposts(row, columns).map_err(|(head, found, expected)| bad(head, &found, expected))?,
                None => None,
            };
            list.push(Item { code, name, unit: text(row, unit), kind, level, parent, down, weight, denominator, posts, row: row.number });
        }
        let items = Items { list, notes: unread(&columns, posts_at.is_some()) };
        items.check(grid)?;
        Ok(items)
    }

    pub(super) fn get(&self, code: &str) -> Option<&Item> {
        self.list.iter().find(|i| i.code == code)
    }

    pub(super) fn of(&self, kind: Type) -> impl Iterator<Item = &Item> {
        self.list.iter().filter(move |i| i.kind == kind)
    }

    /// The tree hangs together, and denominators are there.
    fn check(&self, grid: &Grid) -> Result<(), ImportError> {
        let bad = |item: &Item, head: &str, found: &str, expected: &str| {
            Err(ImportError::cell(&grid.file, None, item.row, head, &format!("`{found}`"), expected))
        };
        let mut root: Option<&Item> = None;
        for item in self.list.iter().filter(|i| matches!(i.kind, Type::Indicator | Type::Aggregate)) {
            match (&item.parent, root) {
                (None, None) if item.kind == Type::Aggregate => root = Some(item),
                (None, None) => return bad(item, "Parent", "NA", "an aggregate above every indicator"),
                (None, Some(first)) => {
                    return bad(item, "Parent", "NA", &format!("one top: `{}` has no parent either (line {})", first.code, first.row));
                }
                (Some(parent), _) => match self.get(parent) {
                    Some(p) if p.kind == Type::Aggregate && p.level == item.level + 1 => {}
                    Some(p) => {
                        let expected = format!("an aggregate one level above {}; `{}` is of level {}", item.level, p.code, p.level);
                        return bad(item, "Parent", parent, &expected);
                    }
                    None => {
                        let near = ideal_model::did_you_mean(parent, self.list.iter().map(|i| i.code.as_str())).unwrap_or_default();
                        return bad(item, "Parent", parent, format!("an iCode of this table {near}").trim_end());
                    }
                },
            }
            if item.kind == Type::Aggregate && !self.list.iter().any(|i| i.parent.as_deref() == Some(&item.code)) {
                return bad(item, "iCode", &item.code, "an aggregate with at least one child");
            }
            if let Some(d) = &item.denominator
                && self.get(d).is_none_or(|i| i.kind != Type::Denominator)
            {
                return bad(item, "Denominator", d, "the iCode of a row of Type Denominator");
            }
        }
        if root.is_some() { Ok(()) } else { Err(ImportError::file(&grid.file, "no aggregate without a parent", "one, at the top")) }
    }
}

/// The columns of the goalposts, if they are all there and those of no other function are.
fn posts_columns(columns: &Columns) -> Option<[usize; 4]> {
    let at = |head: &str| columns.heads().iter().find(|(h, _)| *h == head).map(|(_, i)| *i);
    if OTHERS.iter().any(|h| at(h).is_some()) {
        return None;
    }
    let [low, high, scale, truncate] = POSTS.map(at);
    Some([low?, high?, scale?, truncate?])
}

/// The goalposts of an indicator; none where iMeta has NA. Wrong is a cell with its column and what it should hold.
fn goalposts(row: &GridRow, columns: [usize; 4]) -> Result<Option<[f64; 2]>, (&'static str, String, &'static str)> {
    let cells = columns.map(|c| text(row, Some(c)));
    let [low, high, scale, truncate] = &cells;
    if cells.iter().all(String::is_empty) {
        return Ok(None);
    }
    let number = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite());
    let l = number(low).ok_or((POSTS[0], low.clone(), "a number"))?;
    let u = number(high).filter(|u| *u > l).ok_or((POSTS[1], high.clone(), "a number above goalpost_lower"))?;
    if number(scale) != Some(100.0) {
        return Err((POSTS[2], scale.clone(), "100: scores here are made on 0 to 100"));
    }
    if truncate != "TRUE" {
        return Err((POSTS[3], truncate.clone(), "TRUE: values beyond a post score as the post does"));
    }
    Ok(Some([l, u]))
}

/// A note on the columns of iMeta that say nothing here.
fn unread(columns: &Columns, posts: bool) -> Vec<String> {
    let read = |h: &str| META.contains(&h) || (posts && POSTS.contains(&h));
    let unread: Vec<&str> = columns.heads().into_iter().map(|(h, _)| h).filter(|h| !read(h)).collect();
    if unread.is_empty() {
        return Vec::new();
    }
    vec![format!("columns of iMeta that are not read: {}; say it in [steps] or in the indicator's `normalise`", unread.join(", "))]
}

pub(super) fn check_code(code: &str, what: &str) -> Result<(), String> {
    let bad = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | '/' | '*' | '"' | '@');
    if code.is_empty() || code.contains(bad) { Err(format!("{what} without blanks and none of , / * \" @")) } else { Ok(()) }
}
