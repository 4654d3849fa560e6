//! Criminal groups for reading.

use ideal::model::shortest;
use ideal::tables::{Column, Table, Values};
use ideal::{ExplainedGroup, GroupCell, Groups, RankedGroup};

use super::{Look, Text, cells, cut};

/// Most characters of a name in a line.
const NAME: usize = 28;

/// A ranking of groups; within areas or territories, one after another.
pub fn groups(found: &Groups) -> Text {
    let heads = [
        ("rank", true),
        ("from", true),
        ("to", true),
        ("tie", true),
        ("group", false),
        ("name", false),
        ("principal", false),
        ("score", true),
        ("least", true),
        ("most", true),
        ("low", true),
        ("high", true),
        ("unknown", true),
        ("missing", true),
        ("", false),
    ];
    let mut out = Text::new();
    let all: Vec<RankedGroup<'_>> = found.ranked().collect();
    for (i, list) in all.chunk_by(|a, b| a.within == b.within).enumerate() {
        if let Some(within) = list.first().and_then(|r| r.within) {
            if i > 0 {
                out.end();
            }
            out.add(Look::Bold, within).end();
        }
        let rows: Vec<[String; 15]> = list.iter().map(|r| row(r, found)).collect();
        out.append(cells(heads, &rows));
    }
    out
}

fn row(r: &RankedGroup<'_>, found: &Groups) -> [String; 15] {
    let whole = |n: Option<usize>| n.map(|n| n.to_string()).unwrap_or_default();
    let points = |n: Option<f64>| n.map(|n| format!("{n:.0}")).unwrap_or_default();
    let remark = if r.score.is_some() {
        let share = r.open_share.filter(|_| r.unknown + r.missing > 0);
        share.map(|s| format!("{:.0} % of the spread is unknown", 100.0 * s)).unwrap_or_default()
    } else if r.verdict == ideal::model::Verdict::Gap {
        format!("gap: {:.2} of {:.2} rated", r.coverage, found.ranking().method.min_coverage)
    } else {
        "not there in the year of the edition".to_owned()
    };
    [
        r.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        whole(r.rank_low),
        whole(r.rank_high),
        whole(r.tie_group),
        r.group.to_owned(),
        cut(r.name.unwrap_or_default(), NAME),
        r.principal.to_owned(),
        r.score.map(shortest).unwrap_or_default(),
        points(r.least),
        points(r.most),
        points(r.low),
        points(r.high),
        r.unknown.to_string(),
        r.missing.to_string(),
        remark,
    ]
}

/// A group, attribute by attribute with the rows that speak, and what answers would do to its rank.
pub fn group(g: &ExplainedGroup<'_>) -> Text {
    let r = &g.ranked;
    let mut out = Text::new();
    out.add(Look::Bold, r.group).put(" ").put(r.name.unwrap_or_default());
    out.put(&format!("  {}:{}", g.file, g.line)).end();
    out.line(&verdict(g));
    let heads = [
        ("attribute", false),
        ("weight", true),
        ("rating", false),
        ("points", true),
        ("adds", true),
        ("rows", false),
    ];
    let rows: Vec<[String; 6]> = (g.attributes.iter())
        .map(|a| {
            let of = |x: &ideal::ExplainedRating<'_>| {
                let who = if x.rater.is_empty() { x.source } else { &x.rater };
                format!("{} {} {} {who} :{}", x.rating, x.grade, x.period, x.line)
            };
            let rows: Vec<String> = a.ratings.iter().map(of).collect();
            let file = a.file.map(|file| format!("{file}: ")).unwrap_or_default();
            [
                a.attribute.to_owned(),
                shortest(a.weight),
                a.rating.to_string(),
                shortest(a.points),
                shortest(a.contribution),
                file + &rows.join("; "),
            ]
        })
        .collect();
    out.append(cells(heads, &rows));
    if let Some(open) = &g.open {
        out.line(&format!(
            "rank if all that is unknown or missing were high {}, nil {}; one answer moves it most: \
             {} (high {}, nil {})",
            open.rank_best, open.rank_worst, open.ask, open.ask_best, open.ask_worst
        ));
    }
    out
}

fn verdict(g: &ExplainedGroup<'_>) -> String {
    let r = &g.ranked;
    let Some(score) = r.score else {
        return if r.verdict == ideal::model::Verdict::Gap {
            format!(
                "a gap: {:.2} of the weight has a rating, the least is {:.2}",
                r.coverage, g.min_coverage
            )
        } else {
            "not there in the year of the edition".to_owned()
        };
    };
    let ends = |low: Option<f64>, high: Option<f64>| {
        low.zip(high).map(|(low, high)| format!("{low:.0} to {high:.0}"))
    };
    let mut out = format!("{} of {} points", shortest(score), shortest(g.maximum));
    if let Some(drawn) = ends(r.low, r.high) {
        out.push_str(&format!(", interval {drawn}"));
    }
    if let Some(reach) = ends(r.least, r.most).filter(|_| r.unknown + r.missing > 0) {
        out.push_str(&format!(", unknowns could make it {reach}"));
    }
    if let Some(rank) = r.rank {
        out.push_str(&format!(", rank {rank}"));
    }
    if let (Some(low), Some(high)) = (r.rank_low, r.rank_high) {
        out.push_str(&format!(" ({low} to {high})"));
    }
    out
}

/// The rows that speak of a group, as a table.
pub fn group_rows<'g>(g: &'g ExplainedGroup<'g>) -> Table<'g> {
    let rows: Vec<_> = g
        .attributes
        .iter()
        .flat_map(|a| {
            let some = a.ratings.iter().map(Some);
            let none = a.ratings.is_empty().then_some(None);
            some.chain(none).map(move |r| (a, r))
        })
        .collect();
    let text = |name: &'static str, of: &dyn Fn(usize) -> Option<String>| Column {
        name: name.into(),
        values: Values::Text((0..rows.len()).map(|i| of(i).map(Into::into)).collect()),
    };
    let number = |name: &'static str, of: &dyn Fn(usize) -> Option<f64>| Column {
        name: name.into(),
        values: Values::Number((0..rows.len()).map(of).collect()),
    };
    let attribute = |i: usize| rows.get(i).map(|(a, _)| *a);
    let rating = |i: usize| rows.get(i).and_then(|(_, r)| *r);
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Table {
        name: "group",
        height: rows.len(),
        columns: vec![
            text("group", &|_| Some(g.ranked.group.to_owned())),
            text("attribute", &|i| Some(attribute(i)?.attribute.to_owned())),
            number("weight", &|i| Some(attribute(i)?.weight)),
            text("rating", &|i| Some(attribute(i)?.rating.to_string())),
            number("points", &|i| Some(attribute(i)?.points)),
            number("contribution", &|i| Some(attribute(i)?.contribution)),
            text("row_rating", &|i| Some(rating(i)?.rating.to_string())),
            text("period", &|i| Some(rating(i)?.period.clone())),
            text("source", &|i| filled(rating(i)?.source)),
            text("rater", &|i| filled(&rating(i)?.rater)),
            text("grade", &|i| filled(&rating(i)?.grade)),
            text("file", &|i| attribute(i)?.file.filter(|_| rating(i).is_some()).map(Into::into)),
            Column {
                name: "line".into(),
                values: Values::Count((0..rows.len()).map(|i| Some(rating(i)?.line)).collect()),
            },
        ],
    }
}

/// The ratings of all groups side by side: a row for each attribute, with its weight, a column for each
/// group.
pub fn group_matrix(found: &Groups) -> Text {
    let mut out = Text::new();
    out.line("H high  M medium  L low  0 nil  ? unknown  . missing  a number: points between them");
    let all: Vec<GroupCell<'_>> = found.cells().collect();
    let attributes = &found.ranking().method.attributes;
    let of_group: Vec<&[GroupCell<'_>]> = all.chunks(attributes.len().max(1)).collect();
    let widths: Vec<usize> = (of_group.iter())
        .map(|g| g.first().map_or(1, |c| c.group.chars().count()).max(1))
        .collect();
    let first = attributes.iter().map(|a| a.id.len()).max().unwrap_or(0).max("attribute".len());
    // As many groups as a line holds; the others follow below.
    const LINE: usize = 100;
    let mut from = 0;
    while from < of_group.len() {
        let mut to = from;
        let mut width = first + 8;
        while to < of_group.len() && (to == from || width + widths[to] + 1 < LINE) {
            width += widths[to] + 1;
            to += 1;
        }
        if from > 0 {
            out.end();
        }
        let mut head = format!("{:<first$} weight", "attribute");
        for (g, width) in of_group.iter().zip(&widths).take(to).skip(from) {
            let code = g.first().map_or("", |c| c.group);
            head.push_str(&format!(" {code:>width$}"));
        }
        out.add(Look::Bold, &head).end();
        for (k, a) in attributes.iter().enumerate() {
            let mut line = format!("{:<first$} {:>6}", a.id, shortest(a.weight));
            for (g, width) in of_group.iter().zip(&widths).take(to).skip(from) {
                let sign = g.get(k).map(|c| sign(&c.rating())).unwrap_or_default();
                line.push_str(&format!(" {sign:>width$}"));
            }
            out.line(&line);
        }
        from = to;
    }
    out
}

/// A rating as one sign, told apart without colour; points as they are.
fn sign(rating: &str) -> String {
    match rating {
        "high" => "H",
        "medium" => "M",
        "low" => "L",
        "nil" => "0",
        "unknown" => "?",
        "missing" => ".",
        points => points,
    }
    .to_owned()
}
