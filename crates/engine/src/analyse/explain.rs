//! Every number opens into its children and leaves, down to the rows it was read from.

use ideal_model::method::{Child, Mean};
use ideal_model::{
    GapReason, Interval, LeafResult, Names, NoChange, NodeIx, NodeResult, PointInInterval, Results,
    RollUpKind, Status, Treated, UnitIx, Verdict, Without, shown,
};
use serde::Serialize;

use crate::analyse::evidence_basis::{EvidenceBases, EvidenceBasis, PassedOver};
use crate::analyse::explained_rows::{ExplainedRow, RowRole, rows_of_leaf};
use crate::plan::floor_of;
use crate::score::evaluate::seen;

/// A score opened up.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// Code of the territory, region or group; `*` for a crime area's or the region's roll-up.
    pub territory: String,
    /// Code of the crime area, or `*`.
    pub crime_area: String,
    /// Edition.
    pub edition: String,
    /// The mark the output must carry.
    pub handling: String,
    /// The node asked for, with everything below it.
    pub tree: Explained,
    /// The edition listed before, against which a change is; null for the first.
    pub edition_before: Option<String>,
}

/// A node, a member of a roll-up, or a leaf.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    /// Node id, code of the member, or indicator code.
    pub node: String,
    /// Its names.
    pub name: Names,
    /// Its own score; null for a gap.
    pub score: Option<f64>,
    /// What the parent saw, after `invert` and `floor`.
    pub seen: Option<f64>,
    /// The score as published.
    pub shown: Option<String>,
    /// Weight under the parent, as stated.
    pub weight: Option<f64>,
    /// Function over the children; null for leaves.
    pub aggregate: Option<Mean>,
    /// Coverage, 0..=1.
    pub coverage: f64,
    /// Confidence, 0..=1.
    pub confidence: Option<f64>,
    /// Part of the parent's score that came from here; the parts add up to it.
    pub contribution: Option<f64>,
    /// Whether the parent raised it to its floor.
    pub floored: bool,
    /// assessed, gap or not_applicable; for leaves the state of the rows.
    pub verdict: Outcome,
    /// Why it is a gap.
    pub reason: Option<GapReason>,
    /// Whether a usable value lies anywhere under it, be it enough for a score or not.
    pub evidence: bool,
    /// Of a score of the root: the dimensions it was made without.
    pub without: Vec<Absent>,
    /// Band, if one is named.
    pub band: Option<String>,
    /// Whether it rests on enforcement counts alone.
    pub on_enforcement_alone: bool,
    /// Quantity of a leaf after denomination, before normalisation.
    pub denominated: Option<f64>,
    /// Of a leaf: whether its value was imputed, from `rows` where there are any.
    pub imputed: bool,
    /// Of a leaf: what the treatment of outliers made of it.
    pub treated: Option<Treated>,
    /// Children.
    pub children: Vec<Explained>,
    /// Rows of a leaf.
    pub rows: Vec<ExplainedRow>,
    /// What the draws say of the score, where there are any; null for leaves.
    pub draws: Option<Drawn>,
    /// What the confidence is made of; null without a score.
    pub basis: Option<EvidenceBasis>,
    /// Of a leaf whose row has no grade: the older row with a grade that it hides.
    pub passed_over: Option<PassedOver>,
    /// Why a score has no change since the edition before; null where it has one, and in the first
    /// edition.
    pub no_change: Option<NoChange>,
}

/// What the draws say of a score: its 90 % interval, and where the score lies in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Drawn {
    /// 5 % quantile.
    pub low: f64,
    /// Median.
    pub median: f64,
    /// 95 % quantile.
    pub high: f64,
    /// Where the score lies.
    pub point_in_interval: PointInInterval,
}

impl Drawn {
    /// What an interval says of a score.
    #[must_use]
    pub fn of(score: f64, interval: &Interval) -> Self {
        let Interval { low, median, high, .. } = *interval;
        Drawn { low, median, high, point_in_interval: interval.place_of(score) }
    }
}

/// What a node or a leaf came out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A node's verdict, or that of a leaf with a score.
    Node(Verdict),
    /// The state of the value of a leaf that has no score.
    Leaf(Status),
}

impl Outcome {
    /// The word in tables.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Node(verdict) => verdict.word(),
            Outcome::Leaf(status) => status.word(),
        }
    }
}

ideal_model::written_as_word!(Outcome);

/// A dimension that a score was made without.
#[derive(Clone, Debug, Serialize)]
pub struct Absent {
    /// Node id.
    pub node: String,
    /// Its names.
    pub name: Names,
    /// Whether there is evidence under it, only too little for a score.
    pub evidence: bool,
}

/// Opens a node of a unit or roll-up. `None` for indices that are not there.
///
/// It reads the sources of all rows in use; whoever opens many does that once, for
/// [`explain_with`].
#[must_use]
pub fn explain(r: &Results, unit: UnitIx, node: NodeIx) -> Option<Explanation> {
    explain_with(&EvidenceBases::new(r), unit, node)
}

/// The same with what was read of the evidence before.
#[must_use]
pub fn explain_with(bases: &EvidenceBases<'_>, unit: UnitIx, node: NodeIx) -> Option<Explanation> {
    let r = bases.results();
    let key = r.units.get(unit.get())?;
    r.node(unit, node)?;
    let tree = if key.rollup { rolled_up(bases, unit, node)? } else { branch(bases, unit, node)? };
    Some(Explanation {
        territory: r.place_code(unit).to_owned(),
        crime_area: r.area_code(unit).to_owned(),
        edition: r.edition_of(unit)?.to_string(),
        handling: r.mark.to_string(),
        tree,
        edition_before: r
            .edition_before(unit)
            .and_then(|before| r.edition_of(before))
            .map(|edition| edition.to_string()),
    })
}

/// The rows that a node of a unit was made of, leaf by leaf in the order of its tree; none of a
/// roll-up, whose members have them.
#[must_use]
pub fn rows_under(r: &Results, unit: UnitIx, node: NodeIx) -> Vec<ExplainedRow> {
    let Some(spec) = r.assessment.method.nodes.get(node.get()) else { return Vec::new() };
    let below = |child: &Child| match *child {
        Child::Node(n) => rows_under(r, unit, n),
        Child::Leaf(i) => {
            let leaf = r.leaves_of(unit).iter().find(|l| l.indicator == i);
            let mut rows = leaf.map(|l| rows_of_leaf(r, l)).unwrap_or_default();
            rows.retain(|row| !matches!(row.role, RowRole::PassedOver | RowRole::NotCounted));
            rows
        }
    };
    spec.children.iter().flat_map(below).collect()
}

fn of_node(
    bases: &EvidenceBases<'_>,
    unit: UnitIx,
    node: NodeIx,
    label: &str,
    name: &Names,
) -> Option<Explained> {
    let r = bases.results();
    let m = &r.assessment.method;
    let n: &NodeResult = r.node(unit, node)?;

    let reason = r.gaps.iter().find(|g| g.unit == unit && g.node == node).map(|g| g.reason);
    Some(Explained {
        node: label.to_owned(),
        name: name.clone(),
        score: n.score,
        seen: n.score,
        shown: n.score.map(|s| shown(s, m.decimals, m.rounding)),
        weight: None,
        aggregate: None,
        coverage: n.coverage,
        confidence: n.confidence,
        contribution: None,
        floored: false,
        verdict: Outcome::Node(n.verdict),
        reason,
        evidence: n.evidence,
        without: if node == m.root { absent(r, unit) } else { Vec::new() },
        band: n.band.and_then(|b| m.bands.get(usize::from(b))).map(|b| b.id.clone()),
        on_enforcement_alone: n.on_enforcement_alone,
        denominated: None,
        imputed: false,
        treated: None,
        children: Vec::new(),
        rows: Vec::new(),
        draws: n.score.zip(n.interval.as_deref()).map(|(score, i)| Drawn::of(score, i)),
        basis: bases.of(unit, node),
        passed_over: None,
        no_change: r.no_change(unit, node),
    })
}

fn absent(r: &Results, unit: UnitIx) -> Vec<Absent> {
    let node = |w: &Without| r.assessment.method.nodes.get(w.node.get());
    let of = |w: &Without| {
        node(w).map(|n| Absent { node: n.id.clone(), name: n.names.clone(), evidence: w.evidence })
    };
    r.without(unit).iter().filter_map(of).collect()
}

/// A node of a unit with its children.
fn branch(bases: &EvidenceBases<'_>, unit: UnitIx, node: NodeIx) -> Option<Explained> {
    let r = bases.results();
    let m = &r.assessment.method;
    let spec = &m.nodes[node];
    let mut out = of_node(bases, unit, node, &spec.id, &spec.names)?;
    out.aggregate = Some(spec.aggregate);
    let floor = floor_of(m, spec.aggregate, spec.floor);
    for child in &spec.children {
        let mut c = match *child {
            Child::Node(i) => {
                let mut c = branch(bases, unit, i)?;
                c.weight = Some(m.nodes[i].weight);
                c.seen = c.score.map(|s| seen(m, s, m.nodes[i].invert, None));
                c
            }
            Child::Leaf(i) => {
                let Some(l) = r.leaves_of(unit).iter().find(|l| l.indicator == i) else {
                    continue;
                };
                leaf(bases, l)
            }
        };
        let raised = c.seen.map(|x| floor.map_or(x, |f| x.max(f)));
        c.floored = raised != c.seen;
        c.seen = raised;
        out.children.push(c);
    }
    contribute(&mut out);
    Some(out)
}

/// A roll-up with its members.
fn rolled_up(bases: &EvidenceBases<'_>, unit: UnitIx, node: NodeIx) -> Option<Explained> {
    let r = bases.results();
    let m = &r.assessment.method;
    let rollup = r.rollup(unit)?;
    let spec = rollup.kind.spec(m)?;
    let mut out = of_node(bases, unit, node, &m.nodes[node].id, &m.nodes[node].names)?;
    out.aggregate = Some(spec.aggregate);
    let floor = floor_of(m, spec.aggregate, spec.floor);
    for &member in &rollup.members {
        let code = r.member_code(rollup.kind, member);
        let mut c = of_node(bases, member, node, code, member_names(r, rollup.kind, member)?)?;
        c.weight = Some(spec.weight(code, node));
        let raised = c.score.map(|x| floor.map_or(x, |f| x.max(f)));
        c.floored = raised != c.score;
        c.seen = raised;
        out.children.push(c);
    }
    contribute(&mut out);
    Some(out)
}

/// The names of a member of a roll-up: of its crime area, or of its territory.
fn member_names(r: &Results, kind: RollUpKind, member: UnitIx) -> Option<&Names> {
    match kind {
        RollUpKind::Territory => r.area_of(member).map(|a| &a.names),
        RollUpKind::CrimeArea | RollUpKind::Region => r.place_of(member).map(|p| &p.names),
    }
}

/// Fills in what each child contributed to a node that has a score.
fn contribute(node: &mut Explained) {
    let (Some(aggregate), true) = (node.aggregate, node.score.is_some()) else { return };
    let used: Vec<usize> = (0..node.children.len())
        .filter(|&i| {
            node.children[i].seen.is_some() && node.children[i].weight.is_some_and(|w| w > 0.0)
        })
        .collect();
    let xs: Vec<f64> = used.iter().filter_map(|&i| node.children[i].seen).collect();
    let ws: Vec<f64> = used.iter().filter_map(|&i| node.children[i].weight).collect();
    if let Some(parts) = aggregate.contributions(&xs, &ws) {
        for (&i, part) in used.iter().zip(parts) {
            node.children[i].contribution = Some(part);
        }
    }
}

fn leaf(bases: &EvidenceBases<'_>, l: &LeafResult) -> Explained {
    let r = bases.results();
    let m = &r.assessment.method;
    let ind = &m.indicators[l.indicator];
    Explained {
        node: ind.code.clone(),
        name: ind.names.clone(),
        score: l.normalised,
        seen: l.normalised,
        shown: l.normalised.map(|s| shown(s, m.decimals, m.rounding)),
        weight: Some(ind.weight),
        aggregate: None,
        coverage: if l.normalised.is_some() { 1.0 } else { 0.0 },
        confidence: l.confidence,
        contribution: None,
        floored: false,
        verdict: if l.normalised.is_some() {
            Outcome::Node(Verdict::Assessed)
        } else {
            Outcome::Leaf(l.status)
        },
        reason: None,
        evidence: l.normalised.is_some(),
        without: Vec::new(),
        band: None,
        on_enforcement_alone: crate::plan::is_enforcement(m, l.indicator) && l.normalised.is_some(),
        denominated: l.denominated,
        imputed: l.imputed,
        treated: l.treated,
        children: Vec::new(),
        rows: bases.with_groups(l, rows_of_leaf(r, l)),
        draws: None,
        basis: l.normalised.and_then(|_| bases.of_leaf(l)),
        passed_over: bases.passed_over(l),
        no_change: None,
    }
}
