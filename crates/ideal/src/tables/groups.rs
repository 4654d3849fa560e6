//! Criminal groups: ranked, rated, linked, and where they are.

use std::borrow::Cow;

use ideal_model::{CrimeGroup, GroupSheets, Mark, Results};

use super::columns as c;
use super::table::{Over, Table};
use crate::groups::{Groups, RankedGroup, listed};

/// Groups as methods rank them, list after list.
pub(super) fn groups<'a>(found: &'a [Groups], within: bool) -> Table<'a> {
    let rows: Vec<(&'a Groups, RankedGroup<'a>)> =
        found.iter().flat_map(|g| g.ranked().map(move |row| (g, row))).collect();
    let draws = found.iter().any(|g| g.ranking().draws > 0);
    let sheet = |r: &(&'a Groups, RankedGroup<'a>)| -> Option<&'a CrimeGroup> {
        r.0.sheets().groups.get(r.1.place.group)
    };
    let open = |r: &(&'a Groups, RankedGroup<'a>)| r.1.place.open;
    let mut table = Over::new(if within { &c::GROUPS_WITHIN } else { &c::GROUPS }, &rows)
        .text(c::GROUP_METHOD, |r| Cow::Borrowed(r.0.ranking().method.id.as_str()))
        .also(within, |t| t.text(c::WITHIN, |r| Cow::Borrowed(r.1.within.unwrap_or_default())))
        .count(c::RANK, |r| r.1.rank.map(u64::from))
        .text(c::GROUP, |r| Cow::Borrowed(r.1.group))
        .maybe_text(c::NAME, |r| r.1.name.map(Cow::Borrowed))
        .text(c::PRINCIPAL, |r| Cow::Borrowed(r.1.principal))
        .maybe_text(c::SECONDARY, |r| Some(listed(&sheet(r)?.secondary)))
        .text(c::PRESENT, |r| listed(&r.1.territories))
        .number(c::SCORE, |r| r.1.score)
        .number(c::SHARE_OF_MOST, |r| r.1.share)
        .number(c::LEAST, |r| r.1.least)
        .number(c::MOST, |r| r.1.most)
        .number(c::COVERAGE, |r| Some(r.1.coverage))
        .count(c::UNKNOWN, |r| Some(r.1.unknown as u64))
        .count(c::MISSING, |r| Some(r.1.missing as u64))
        .text(c::VERDICT, |r| Cow::Borrowed(r.1.verdict.word()))
        .count(c::RANK_BEST, |r| open(r).map(|o| o.best as u64))
        .count(c::RANK_WORST, |r| open(r).map(|o| o.worst as u64))
        .maybe_text(c::ASK, |r| {
            let attribute = r.0.ranking().method.attributes.get(open(r)?.ask)?;
            Some(Cow::Borrowed(attribute.id.as_str()))
        })
        .maybe_text(c::MEMBERS, |r| sheet(r)?.members.map(|m| Cow::Owned(m.to_string())))
        .maybe_text(c::SINCE, |r| sheet(r)?.since.map(|p| Cow::Owned(p.to_string())))
        .maybe_text(c::UNTIL, |r| sheet(r)?.until.map(|p| Cow::Owned(p.to_string())))
        .maybe_text(c::COUNTING_RULE, |r| some(&sheet(r)?.counting_rule))
        .maybe_text(c::GROUP_SOURCE, |r| some(&sheet(r)?.source))
        .maybe_text(c::GROUP_MARK, |r| Some(marked(sheet(r)?.mark)));
    if draws {
        table = table
            .number(c::LOW, |r| r.1.low)
            .number(c::MEDIAN, |r| r.1.median)
            .number(c::HIGH, |r| r.1.high)
            .count(c::RANK_LOW, |r| r.1.rank_low.map(|n| n as u64))
            .count(c::RANK_HIGH, |r| r.1.rank_high.map(|n| n as u64))
            .count(c::TIE_GROUP, |r| r.1.tie_group.map(|n| n as u64))
            .number(c::OPEN_SHARE, |r| r.1.open_share);
        let top = found.first().map_or(&[][..], |g| &g.ranking().top);
        for (i, k) in top.iter().enumerate() {
            table = table.family(c::P_TOP, k, |r| r.1.place.draws.as_ref()?.top.get(i).copied());
        }
    }
    table.finish()
}

/// What is said of every attribute, group after group.
pub(super) fn matrix(found: &[Groups]) -> Table<'_> {
    let rows: Vec<_> = found.iter().flat_map(Groups::cells).collect();
    Over::new(&c::GROUP_MATRIX, &rows)
        .text(c::GROUP_METHOD, |r| Cow::Borrowed(r.method))
        .text(c::GROUP, |r| Cow::Borrowed(r.group))
        .text(c::ATTRIBUTE, |r| Cow::Borrowed(r.attribute.id.as_str()))
        .number(c::ATTRIBUTE_WEIGHT, |r| Some(r.attribute.weight))
        .text(c::ATTRIBUTE_RATING, |r| r.rating())
        .number(c::POINTS, |r| Some(r.score.points))
        .number(c::CONTRIBUTION, |r| Some(r.score.contribution))
        .count(c::ATTRIBUTE_RATINGS, |r| Some(r.score.rows.len() as u64))
        .maybe_text(c::RATED_PERIOD, |r| {
            r.ratings().next().map(|row| Cow::Owned(row.period.to_string()))
        })
        .text(c::RATED_LINES, |r| {
            listed(&r.ratings().map(|row| row.line.to_string()).collect::<Vec<_>>())
                .into_owned()
                .into()
        })
        .finish()
}

/// What joins groups.
pub(super) fn links(results: &Results) -> Table<'_> {
    Over::new(&c::GROUP_LINKS, &results.assessment.group_sheets.links)
        .text(c::GROUP, |l| Cow::Owned(l.group.clone()))
        .text(c::OTHER_GROUP, |l| Cow::Owned(l.other.clone()))
        .text(c::LINK_KIND, |l| Cow::Borrowed(l.kind.word()))
        .maybe_text(c::PERIOD, |l| l.period.map(|p| Cow::Owned(p.to_string())))
        .text(c::SOURCE, |l| Cow::Owned(l.source.clone()))
        .text(c::GROUP_MARK, |l| marked(l.mark))
        .count(c::GROUP_LINE, |l| Some(l.line))
        .finish()
}

/// A row of [`presence`].
struct There<'a> {
    territory: &'a str,
    area: &'a str,
    group: &'a str,
    activity: &'static str,
    role: Option<ideal_model::GroupRole>,
    period: Option<ideal_model::Period>,
    source: &'a str,
    mark: Mark,
    line: u64,
}

/// Where groups are and what they do there, and where somebody looked and found none.
pub(super) fn presence(results: &Results) -> Table<'_> {
    let mut rows = there(&results.assessment.group_sheets);
    rows.sort_by_key(|r| (r.territory, r.area, r.group, r.role));
    Over::new(&c::GROUP_PRESENCE, &rows)
        .text(c::TERRITORY, |r| Cow::Borrowed(r.territory))
        .text(c::CRIME_AREA, |r| Cow::Borrowed(r.area))
        .text(c::GROUP, |r| Cow::Borrowed(r.group))
        .text(c::ACTIVITY, |r| Cow::Borrowed(r.activity))
        .maybe_text(c::ROLE, |r| r.role.map(|role| Cow::Borrowed(role.word())))
        .maybe_text(c::PERIOD, |r| r.period.map(|p| Cow::Owned(p.to_string())))
        .text(c::SOURCE, |r| Cow::Borrowed(r.source))
        .text(c::GROUP_MARK, |r| marked(r.mark))
        .count(c::GROUP_LINE, |r| Some(r.line))
        .finish()
}

fn there(sheets: &GroupSheets) -> Vec<There<'_>> {
    let mut out = Vec::new();
    for g in &sheets.groups {
        let secondary = g.secondary.iter().map(|area| (area.as_str(), "secondary"));
        for (area, activity) in [(g.principal.as_str(), "principal")].into_iter().chain(secondary) {
            out.extend(g.territories.iter().map(|p| There {
                territory: &p.territory,
                area,
                group: &g.code,
                activity,
                role: p.role,
                period: None,
                source: &g.source,
                mark: g.mark,
                line: g.line,
            }));
        }
    }
    out.extend(sheets.none_found.iter().map(|n| There {
        territory: &n.territory,
        area: n.crime_area.as_deref().unwrap_or("*"),
        group: "",
        activity: "none_found",
        role: None,
        period: Some(n.period),
        source: &n.source,
        mark: n.mark,
        line: n.line,
    }));
    out
}

fn some(text: &str) -> Option<Cow<'_, str>> {
    (!text.is_empty()).then_some(Cow::Borrowed(text))
}

fn marked<'a>(mark: Mark) -> Cow<'a, str> {
    Cow::Owned(mark.to_string())
}
