//! iMeta: indicators, the tree above them, groups and denominators.

use std::collections::{BTreeMap, BTreeSet};

use super::codes;
use super::tables::{Decimal, Table, text};
use crate::publisher::error::ImportError;
use crate::publisher::grid::GridRow;

/// Columns of iMeta that must be there.
const NEEDED: [&str; 6] = ["iCode", "Level", "Parent", "Direction", "Weight", "Type"];
/// Columns that are read where they are; others hold parameters of functions that the method file
/// states itself.
const OPTIONAL: [&str; 3] = ["iName", "Unit", "Denominator"];

/// Parameters of `n_goalposts`, in the indicator's own direction; the scale is the score at the
/// upper post.
pub(super) const POSTS: [&str; 4] =
    ["goalpost_lower", "goalpost_upper", "goalpost_scale", "goalpost_trunc2posts"];
/// Parameters of the other functions: with them in iMeta it is not said which function is meant.
const OTHERS: [&str; 8] = [
    "minmax_lower",
    "minmax_upper",
    "scaled_lower",
    "scaled_upper",
    "scale_factor",
    "zscore_mean",
    "zscore_sd",
    "dist2targ_cap_max",
];

/// Columns of `territories.csv` that a group may not be called.
const RESERVED: [&str; 7] = ["code", "name", "name_en", "name_es", "name_pt", "parent", "kind"];

/// What a row of iMeta is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Indicator,
    Aggregate,
    Group,
    Denominator,
    Other,
}

/// The goalposts of an indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Posts {
    pub(super) low: f64,
    pub(super) high: f64,
    /// The score at the upper post.
    scale: f64,
    /// Whether values beyond a post score as the post does.
    pub(super) truncated: bool,
}

/// A row of iMeta. Codes are ours: safe ones, where COINr's cannot stand here.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) code: String,
    /// The code as the tables have it.
    pub(super) original: String,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) kind: Type,
    pub(super) level: u32,
    pub(super) parent: Option<String>,
    pub(super) down: bool,
    pub(super) weight: f64,
    pub(super) denominator: Option<String>,
    /// Goalposts, where they are what the scores are made with.
    pub(super) posts: Option<Posts>,
    pub(super) row: u32,
}

/// Rows that iMeta may have: a method has no more indicators.
const MOST: usize = 10_000;

/// The rows of iMeta.
pub(super) struct Items {
    pub(super) list: Vec<Item>,
    /// Where each code stands in the list, as the tables write it.
    place: BTreeMap<String, usize>,
    pub(super) notes: Vec<String>,
    /// Upper end of the scale of scores.
    pub(super) scale: f64,
}

/// Where the columns of iMeta are.
struct Heads {
    needed: [usize; 6],
    name: Option<usize>,
    unit: Option<usize>,
    denominator: Option<usize>,
    posts: Option<[usize; 4]>,
    decimal: Decimal,
}

impl Heads {
    fn find(table: &Table) -> Result<Self, ImportError> {
        let mut needed = [0; 6];
        let missing: Vec<&str> =
            NEEDED.into_iter().filter(|h| table.columns.find(h).is_err()).collect();
        if let [first, rest @ ..] = missing.as_slice() {
            // One of several says it all; the hint of a near head is that of the first.
            let Err(error) = table.columns.find(first) else {
                return Err(table.bad_header("a header", "COINr's iMeta"));
            };
            if rest.is_empty() {
                return Err(error);
            }
            let found = format!(
                "a header without {}",
                missing.iter().map(|m| format!("`{m}`")).collect::<Vec<_>>().join(", ")
            );
            return Err(
                table.bad_header(&found, &format!("a row per code with {}", NEEDED.join(", ")))
            );
        }
        for (at, head) in needed.iter_mut().zip(NEEDED) {
            *at = table.columns.find(head)?;
        }
        let [name, unit, denominator] = OPTIONAL.map(|h| table.optional(h));
        let posts = posts_columns(table)?;
        let [_, level, _, direction, weight, _] = needed;
        let mut numbers = vec![level, direction, weight];
        numbers.extend(posts.iter().flatten().take(3));
        let decimal = table.decimal(&numbers)?;
        Ok(Heads { needed, name: name?, unit: unit?, denominator: denominator?, posts, decimal })
    }
}

impl Items {
    pub(super) fn read(table: &mut Table) -> Result<Self, ImportError> {
        let heads = Heads::find(table)?;
        table.check_unnamed(heads.needed.first().copied())?;
        if table.body.len() > MOST {
            let found = format!("{} rows", table.body.len());
            return Err(ImportError::file(
                &table.name(),
                &found,
                &format!("at most {MOST}, as a method may have indicators"),
            ));
        }
        let mut list: Vec<Item> = Vec::new();
        let mut place: BTreeMap<String, usize> = BTreeMap::new();
        for row in &table.body {
            let item = item(table, row, &heads)?;
            if let Some(first) = place.get(&item.original).and_then(|at| list.get(*at)) {
                return Err(table.bad(
                    row,
                    "iCode",
                    &item.original,
                    &format!("each iCode once (first in line {})", first.row),
                ));
            }
            place.insert(item.original.clone(), list.len());
            list.push(item);
        }
        let mut items = Items { list, place, notes: unread(table, &heads), scale: 100.0 };
        items.check(table)?;
        items.scale = items.common_scale(table)?;
        items.notes.append(&mut table.notes);
        items.take_safe_codes();
        Ok(items)
    }

    /// The item that the tables call so.
    pub(super) fn called(&self, original: &str) -> Option<&Item> {
        self.place.get(original).and_then(|at| self.list.get(*at))
    }

    /// The items of a type, in the order of the table.
    pub(super) fn of(&self, kind: Type) -> impl Iterator<Item = &Item> {
        self.list.iter().filter(move |i| i.kind == kind)
    }

    /// The tree hangs together, and denominators are there.
    fn check(&self, table: &Table) -> Result<(), ImportError> {
        let bad = |item: &Item, head: &str, found: &str, expected: &str| {
            let (file, sheet) = (&table.grid.file, table.grid.sheet.as_deref());
            Err(ImportError::cell(file, sheet, item.row, head, found, expected))
        };
        let built =
            || self.list.iter().filter(|i| matches!(i.kind, Type::Indicator | Type::Aggregate));
        let strange: Vec<(&Item, &str)> = built()
            .filter_map(|i| Some((i, i.parent.as_deref()?)))
            .filter(|(_, p)| self.called(p).is_none())
            .collect();
        if let Some((item, parent)) = strange.first() {
            let all: Vec<String> =
                strange.iter().map(|(i, p)| format!("`{p}` (of `{}`)", i.original)).collect();
            let near =
                ideal_model::did_you_mean(parent, self.list.iter().map(|i| i.original.as_str()))
                    .unwrap_or_default();
            return bad(
                item,
                "Parent",
                &all.join(", "),
                format!("iCodes of this table {near}").trim_end(),
            );
        }
        let parents: BTreeSet<&str> =
            self.list.iter().filter_map(|i| i.parent.as_deref()).collect();
        let mut root: Option<&Item> = None;
        for item in built() {
            match (&item.parent, root) {
                (None, None) if item.kind == Type::Aggregate => root = Some(item),
                (None, None) => {
                    return bad(item, "Parent", "NA", "an aggregate above every indicator");
                }
                (None, Some(first)) => {
                    let expected = format!(
                        "one top: `{}` has no parent either (line {}); give both a row of Type \
                         Aggregate above them, one level up",
                        first.original, first.row
                    );
                    return bad(item, "Parent", "NA", &expected);
                }
                (Some(parent), _) => match self.called(parent) {
                    Some(p) if p.kind == Type::Aggregate && p.level == item.level + 1 => {}
                    Some(p) => {
                        let expected = format!(
                            "an aggregate one level above {}; `{}` is of level {}. Where it is \
                             further up, give the levels between a row of Type Aggregate each, as \
                             COINr wants it: a node with one child changes no score",
                            item.level, p.original, p.level
                        );
                        return bad(item, "Parent", &format!("`{parent}`"), &expected);
                    }
                    None => {}
                },
            }
            if item.kind == Type::Aggregate && !parents.contains(item.original.as_str()) {
                return bad(
                    item,
                    "iCode",
                    &format!("`{}`", item.original),
                    "an aggregate that some row names as its Parent",
                );
            }
            if let Some(d) = &item.denominator
                && self.called(d).is_none_or(|i| !matches!(i.kind, Type::Denominator | Type::Other))
            {
                return bad(
                    item,
                    "Denominator",
                    &format!("`{d}`"),
                    "the iCode of a row of Type Denominator",
                );
            }
        }
        let none = || {
            ImportError::file(
                &table.name(),
                "no aggregate without a parent",
                "one, at the top, whose Parent is NA",
            )
        };
        root.map(|_| ()).ok_or_else(none)
    }

    /// The scale of the scores: that of the goalposts, where all agree on one.
    fn common_scale(&self, table: &Table) -> Result<f64, ImportError> {
        let scales = || self.of(Type::Indicator).map(|i| (i, i.posts.map(|p| p.scale)));
        let Some(first) = scales().find_map(|(_, s)| s) else { return Ok(100.0) };
        // Indicators without posts are scored on 0 to 100, as COINr does by default.
        let is =
            |scale: Option<f64>, other: f64| scale.is_some_and(|s| s.to_bits() == other.to_bits());
        if scales().all(|(_, s)| is(s, first)) {
            return Ok(first);
        }
        let strange = scales().find(|(_, s)| s.is_some() && !is(*s, 100.0));
        let Some((item, Some(scale))) = strange else { return Ok(100.0) };
        let expected = "100, or one scale for all and goalposts for every indicator: scores here \
                        are on one scale";
        let found = format!("`{}`", ideal_model::shortest(scale));
        Err(ImportError::cell(
            &table.grid.file,
            table.grid.sheet.as_deref(),
            item.row,
            POSTS[2],
            &found,
            expected,
        ))
    }

    /// Gives every row a code that can stand here, and says which were changed.
    fn take_safe_codes(&mut self) {
        let groups: Vec<String> = self.of(Type::Group).map(|i| i.original.clone()).collect();
        let others: Vec<&str> = self
            .list
            .iter()
            .filter(|i| i.kind != Type::Group)
            .map(|i| i.original.as_str())
            .collect();
        let mut safe: BTreeMap<String, String> = codes::safe(others.into_iter(), &[]);
        // Groups are columns of territories.csv, which has names of its own; no two codes are
        // shared all the same.
        let mut taken: Vec<&str> = RESERVED.to_vec();
        taken.extend(safe.values().map(String::as_str));
        let more = codes::safe(groups.iter().map(String::as_str), &taken);
        safe.extend(more);
        self.notes.extend(codes::note("iCodes", &safe));
        let ours = |code: &String| safe.get(code).cloned().unwrap_or_else(|| code.clone());
        for item in &mut self.list {
            item.code = ours(&item.original);
            item.parent = item.parent.as_ref().map(ours);
            item.denominator = item.denominator.as_ref().map(ours);
        }
    }
}

/// Reads a row.
fn item(table: &Table, row: &GridRow, heads: &Heads) -> Result<Item, ImportError> {
    let [code, level, parent, direction, weight, kind] = heads.needed;
    let (code, parent) = (text(row, Some(code)), text(row, Some(parent)));
    if code.is_empty() {
        return Err(table.bad(row, "iCode", &code, "an iCode"));
    }
    let word = text(row, Some(kind));
    let kind = match word.as_str() {
        "Indicator" => Type::Indicator,
        "Aggregate" => Type::Aggregate,
        "Group" => Type::Group,
        "Denominator" => Type::Denominator,
        "Other" => Type::Other,
        _ => {
            return Err(table.bad(
                row,
                "Type",
                &word,
                "Indicator, Aggregate, Group, Denominator or Other",
            ));
        }
    };
    let built = matches!(kind, Type::Indicator | Type::Aggregate);
    let parent = Some(parent).filter(|p| built && !p.is_empty());
    let number = |column: usize| heads.decimal.number(row.cell(column));
    let cell = |column: usize| text(row, Some(column));
    let whole = number(level).filter(|n| n.fract() == 0.0 && (1.0..=1000.0).contains(n));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 1 to 1000"
    )]
    let level = match whole.map(|n| n as u32) {
        Some(n) if built && (kind == Type::Indicator) == (n == 1) => n,
        _ if !built => 0,
        _ => {
            return Err(table.bad(
                row,
                "Level",
                &cell(level),
                "1 for an indicator, 2 and above for an aggregate",
            ));
        }
    };
    // The weight of the top weighs nothing.
    let weight = match number(weight) {
        _ if !built => 1.0,
        None if kind == Type::Aggregate && parent.is_none() && cell(weight).is_empty() => 1.0,
        Some(w) if w >= 0.0 => w,
        Some(_) => return Err(table.bad(row, "Weight", &cell(weight), "a weight of 0 or more")),
        None => return Err(table.bad(row, "Weight", &cell(weight), heads.decimal.word())),
    };
    let down = match number(direction) {
        // COINr reads the direction of indicators only.
        _ if kind != Type::Indicator => false,
        Some(n) if n.abs().to_bits() == 1.0_f64.to_bits() => n < 0.0,
        _ => return Err(table.bad(row, "Direction", &cell(direction), "1 or -1")),
    };
    let some = |t: String| if t.is_empty() { None } else { Some(t) };
    let posts = match heads.posts.filter(|_| kind == Type::Indicator) {
        Some(columns) => goalposts(row, columns, heads.decimal)
            .map_err(|(head, found, expected)| table.bad(row, head, &found, expected))?,
        None => None,
    };
    Ok(Item {
        name: some(text(row, heads.name)).unwrap_or_else(|| code.clone()),
        code: code.clone(),
        original: code,
        unit: text(row, heads.unit),
        kind,
        level,
        parent,
        down,
        weight,
        denominator: some(text(row, heads.denominator)).filter(|_| kind == Type::Indicator),
        posts,
        row: row.number,
    })
}

/// The columns of the goalposts, if they are all there and those of no other function are.
fn posts_columns(table: &Table) -> Result<Option<[usize; 4]>, ImportError> {
    for head in OTHERS {
        if table.optional(head)?.is_some() {
            return Ok(None);
        }
    }
    let [low, high, scale, truncate] = POSTS.map(|h| table.optional(h));
    Ok(match (low?, high?, scale?, truncate?) {
        (Some(low), Some(high), Some(scale), Some(truncate)) => Some([low, high, scale, truncate]),
        _ => None,
    })
}

/// The goalposts of an indicator; none where iMeta has NA. Wrong is a cell with its column and what
/// it should hold.
fn goalposts(
    row: &GridRow,
    columns: [usize; 4],
    decimal: Decimal,
) -> Result<Option<Posts>, (&'static str, String, &'static str)> {
    let [low, high, scale, truncate] = columns;
    let cell = |column: usize| text(row, Some(column));
    if columns.iter().all(|c| cell(*c).is_empty()) {
        return Ok(None);
    }
    let number = |column: usize| decimal.number(row.cell(column));
    let l = number(low).ok_or((POSTS[0], cell(low), "a number"))?;
    let u = number(high).filter(|u| *u > l).ok_or((
        POSTS[1],
        cell(high),
        "a number above goalpost_lower",
    ))?;
    let s = number(scale).filter(|s| *s > 0.0).ok_or((
        POSTS[2],
        cell(scale),
        "the score at the upper post, above 0",
    ))?;
    let truncated = match cell(truncate).to_lowercase().as_str() {
        "true" | "t" | "1" | "1.0" => true,
        "false" | "f" | "0" | "0.0" => false,
        _ => return Err((POSTS[3], cell(truncate), "TRUE or FALSE")),
    };
    Ok(Some(Posts { low: l, high: u, scale: s, truncated }))
}

/// A note on the columns of iMeta that say nothing here.
fn unread(table: &Table, heads: &Heads) -> Vec<String> {
    let read = |h: &str| {
        NEEDED.contains(&h)
            || OPTIONAL.contains(&h)
            || (heads.posts.is_some() && POSTS.contains(&h))
    };
    let code = heads.needed.first().copied();
    let (mut names, mut unread) = (Vec::new(), Vec::new());
    for (head, column) in table.columns.heads().into_iter().filter(|(h, _)| !read(h)) {
        if table.is_row_names(column, code) {
            names.push(format!("`{head}`"))
        } else {
            unread.push(head)
        }
    }
    let mut notes = Vec::new();
    if !names.is_empty() {
        notes.push(format!("row numbers of iMeta that are not read: {}", names.join(", ")));
    }
    if !unread.is_empty() {
        notes.push(format!(
            "columns of iMeta that are not read: {}; say it in [steps] or in the indicator's \
             `normalise`",
            unread.join(", ")
        ));
    }
    notes
}
