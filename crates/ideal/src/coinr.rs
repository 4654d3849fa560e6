//! The way out to COINr: one edition as its two tables, `iData` and `iMeta`.
//!
//! Figures leave after denomination, treatment and transformation; directions, weights, tree and
//! goalposts go along. What COINr's tables cannot hold is said in [`CoinrTables::notes`], not left
//! out in silence.

use std::collections::{BTreeMap, BTreeSet};

use ideal_engine::transformed;
use ideal_model::method::{
    Aggregate, Child, Direction, Indicator, Method, Normalise, Over, Penalty, Transform, UnitKind,
};
use ideal_model::{
    EditionIx, IndicatorIx, Lang, NodeIx, Period, Results, TerritoryKind, UnitIx, Verdict, shortest,
};

/// COINr's tables of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoinrTables {
    /// `iData.csv`: a row per unit, a column per group and indicator.
    pub data: Vec<u8>,
    /// `iMeta.csv`: a row per indicator, aggregate and group.
    pub meta: Vec<u8>,
    /// What the tables do not hold, a sentence each.
    pub notes: Vec<String>,
    /// Rows of `iData.csv`.
    pub units: usize,
    /// Indicators among the rows of `iMeta.csv`.
    pub indicators: usize,
}

/// A row of iMeta.
struct MetaRow {
    level: usize,
    code: String,
    name: String,
    direction: i8,
    weight: f64,
    unit: String,
    parent: Option<String>,
    kind: &'static str,
    posts: Option<[f64; 2]>,
}

const META: [&str; 12] = [
    "Level",
    "iCode",
    "iName",
    "Direction",
    "Weight",
    "Unit",
    "Parent",
    "Type",
    "goalpost_lower",
    "goalpost_upper",
    "goalpost_scale",
    "goalpost_trunc2posts",
];

/// Codes as COINr takes them: a letter first, then letters, digits, dots and underscores, each
/// once.
#[derive(Default)]
struct CodeBook {
    given: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    renamed: usize,
}

impl CodeBook {
    fn code(&mut self, ours: &str) -> String {
        if let Some(known) = self.given.get(ours) {
            return known.clone();
        }
        let mut code: String = ours
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '.' || c == '_' { c } else { '.' })
            .collect();
        if !code.starts_with(|c: char| c.is_ascii_alphabetic()) {
            code.insert(0, 'x');
        }
        let stem = code.clone();
        let mut k = 1;
        while self.taken.contains(&code) {
            k += 1;
            code = format!("{stem}_{k}");
        }
        self.renamed += usize::from(code != ours);
        self.taken.insert(code.clone());
        self.given.insert(ours.to_owned(), code.clone());
        code
    }
}

/// Makes the tables.
pub(crate) fn tables(r: &Results, edition: EditionIx) -> CoinrTables {
    let a = &*r.assessment;
    let m = &*a.method;
    let mut notes = lost(m);
    let period = a.editions.get(edition.get()).copied();
    let year = period.filter(|p| p.is_year()).map(Period::calendar_year);
    if year.is_none() {
        notes.push("`Time` is the calendar year in which the edition ends".to_owned());
    }
    let year = year.or_else(|| period.map(Period::calendar_year)).unwrap_or_default();
    let mut book = CodeBook::default();
    for reserved in ["uCode", "uName", "Time", "territory", "crime_area"] {
        book.code(reserved);
    }
    let leaves: Vec<IndicatorIx> =
        m.indicator_indices().filter(|&i| m.indicators[i].parent.is_some()).collect();
    let codes: Vec<String> = leaves.iter().map(|&i| book.code(&m.indicators[i].code)).collect();
    let lang = a.languages.first().copied().unwrap_or(Lang::En);
    let meta = meta(m, &leaves, &mut book, lang);

    let rows: Vec<UnitIx> = r
        .unit_indices()
        .filter(|&u| {
            let k = &r.units[u];
            let kind = r.place_of(u).map(|p| p.kind);
            k.edition == edition && !k.rollup && kind.is_some_and(|k| k != TerritoryKind::Region)
        })
        .collect();
    let by_area = m.unit == UnitKind::TerritoryArea;
    let groups: Vec<&str> = if by_area { vec!["territory", "crime_area"] } else { Vec::new() };
    let step_group = m
        .steps
        .impute
        .as_ref()
        .and_then(|s| s.group().map(str::to_owned))
        .filter(|_| !a.impute_groups.is_empty());
    let step_code = step_group.as_ref().map(|g| book.code(g));

    notes.push(match &step_group {
        Some(column) => {
            format!("of the group columns only `{column}` is exported, which imputation uses")
        }
        None => "group columns of territories are not exported".to_owned(),
    });

    let mut data = String::new();
    let mut head: Vec<String> =
        ["uCode", "uName", "Time"].iter().chain(&groups).map(|h| (*h).to_owned()).collect();
    head.extend(step_code.clone());
    head.extend(codes.iter().cloned());
    line(&mut data, &head);
    let mut taken: BTreeSet<String> = book.taken.clone();
    let (mut unscored, mut imputed) = (0, 0);
    for &unit in &rows {
        let place = r.place_of(unit);
        let (territory, area) = (r.place_code(unit), r.area_code(unit));
        let mut code: String =
            if by_area { format!("{territory}.{area}") } else { territory.to_owned() };
        code = code
            .chars()
            .map(|c| {
                if c.is_whitespace() || matches!(c, ',' | '/' | '*' | '"' | '@') { '.' } else { c }
            })
            .collect();
        while taken.contains(&code) {
            code.push('_');
        }
        taken.insert(code.clone());
        let name = place.and_then(|p| p.names.get(lang)).unwrap_or(territory);
        let area_name = r.area_of(unit).and_then(|c| c.names.get(lang)).unwrap_or(area);
        let name = if by_area { format!("{name}: {area_name}") } else { name.to_owned() };
        let mut cells = vec![code, name, year.to_string()];
        if by_area {
            cells.extend([territory.to_owned(), area.to_owned()]);
        }
        if step_code.is_some() {
            let at = a.territories.iter().position(|t| t.code == territory);
            cells.push(
                at.and_then(|t| a.impute_groups.get(t).cloned().flatten())
                    .unwrap_or_else(|| "NA".to_owned()),
            );
        }
        for &i in &leaves {
            let ind = &m.indicators[i];
            let leaf = r.leaves_of(unit).iter().find(|l| l.indicator == i);
            imputed += usize::from(leaf.is_some_and(|l| l.imputed));
            let x = leaf
                .and_then(|l| l.denominated)
                .map(|x| posts(m, i).map_or(x, |[low, high]| x.clamp(low, high)));
            cells.push(
                x.and_then(|x| transformed(ind.transform, x))
                    .map_or_else(|| "NA".to_owned(), shortest),
            );
        }
        unscored +=
            usize::from(r.node(unit, m.root).is_none_or(|n| n.verdict != Verdict::Assessed));
        line(&mut data, &cells);
    }
    if unscored > 0 {
        notes.push(format!(
            "{unscored} of {} units have no score here (gap or not applicable); COINr will score \
             whatever is there",
            rows.len()
        ));
    }
    if imputed > 0 {
        notes.push(format!(
            "{imputed} figures were imputed by the method; COINr takes them for data"
        ));
    }
    if book.renamed > 0 {
        notes.push(format!(
            "{} codes were changed to names that COINr takes (letters, digits, `.` and `_`)",
            book.renamed
        ));
    }
    let mut out = String::new();
    line(&mut out, &META.map(str::to_owned));
    let na = || "NA".to_owned();
    for row in &meta {
        let built = row.level > 0;
        line(
            &mut out,
            &[
                if built { row.level.to_string() } else { na() },
                row.code.clone(),
                row.name.clone(),
                if built { row.direction.to_string() } else { na() },
                if built { shortest(row.weight) } else { na() },
                row.unit.clone(),
                row.parent.clone().unwrap_or_else(na),
                row.kind.to_owned(),
                row.posts.map_or_else(na, |p| shortest(p[0])),
                row.posts.map_or_else(na, |p| shortest(p[1])),
                row.posts.map_or_else(na, |_| shortest(m.width())),
                row.posts.map_or_else(na, |_| "TRUE".to_owned()),
            ],
        );
    }
    let names = [("territory", "Territory"), ("crime_area", "Crime area")];
    let grouped = names.iter().filter(|_| by_area).map(|(c, n)| ((*c).to_owned(), (*n).to_owned()));
    for (code, name) in grouped.chain(step_code.zip(step_group)) {
        let cells = ["NA", &code, &name, "NA", "NA", "NA", "NA", "Group", "NA", "NA", "NA", "NA"];
        line(&mut out, &cells.map(str::to_owned));
    }
    CoinrTables {
        data: data.into_bytes(),
        meta: out.into_bytes(),
        notes,
        units: rows.len(),
        indicators: leaves.len(),
    }
}

/// The indicator's fixed posts, if it is normalised by them.
fn posts(m: &Method, i: IndicatorIx) -> Option<[f64; 2]> {
    let ind = &m.indicators[i];
    let by = ind.normalise.unwrap_or(m.steps.normalise);
    ind.goalposts.filter(|_| matches!(by, Normalise::Goalposts | Normalise::None))
}

/// The denominator's code and the factor, if the indicator is divided by one.
fn denominator<'m>(m: &'m Method, ind: &'m Indicator) -> Option<(&'m str, f64)> {
    let per = ind.per.as_ref().filter(|_| m.steps.denominate)?;
    Some((m.indicators.get(per.indicator.get())?.code.as_str(), per.factor))
}

/// The rows of iMeta. COINr wants every parent exactly one level up, so that an element which hangs
/// higher gets aggregates with a single child in between: they change no score.
fn meta(m: &Method, leaves: &[IndicatorIx], book: &mut CodeBook, lang: Lang) -> Vec<MetaRow> {
    let mut level = vec![0; m.nodes.len()];
    levels(m, m.root, &mut level);
    let mut out = Vec::new();
    let mut between = Vec::new();
    for &i in leaves {
        let ind = &m.indicators[i];
        let Some(parent) = ind.parent else { continue };
        let code = book.code(&ind.code);
        let unit = match denominator(m, ind) {
            Some((per, 1.0)) => format!("{} per {per}", ind.unit),
            Some((per, factor)) => format!("{} per {} {per}", ind.unit, shortest(factor)),
            None => ind.unit.clone(),
        };
        let unit = match ind.transform {
            None => unit,
            Some(Transform::Log) => format!("log {unit}"),
            Some(Transform::Log1p) => format!("log(1 + x), {unit}"),
            Some(Transform::Sqrt) => format!("square root, {unit}"),
        };
        let (up, weight) =
            chain(m, &code, 1, parent, level[parent.get()], ind.weight, book, &mut between);
        let ends = posts(m, i).or_else(|| {
            let raw = ind.normalise.unwrap_or(m.steps.normalise) == Normalise::None;
            raw.then_some(m.scale)
        });
        let ends = ends.and_then(|[low, high]| {
            Some([transformed(ind.transform, low)?, transformed(ind.transform, high)?])
        });
        out.push(MetaRow {
            level: 1,
            name: ind.names.or_code(lang, &ind.code).to_owned(),
            code,
            direction: if ind.direction == Direction::Down { -1 } else { 1 },
            weight,
            unit,
            parent: Some(up),
            kind: "Indicator",
            posts: ends,
        });
    }
    for (i, node) in m.node_indices().zip(&m.nodes) {
        let code = book.code(&node.id);
        let (parent, weight) = match node.parent {
            Some(p) => {
                let (up, w) = chain(
                    m,
                    &code,
                    level[i.get()],
                    p,
                    level[p.get()],
                    node.weight,
                    book,
                    &mut between,
                );
                (Some(up), w)
            }
            None => (None, 1.0),
        };
        let name = node.names.or_code(lang, &node.id).to_owned();
        out.push(MetaRow {
            level: level[i.get()],
            code,
            name,
            direction: 1,
            weight,
            unit: "Score".into(),
            parent,
            kind: "Aggregate",
            posts: None,
        });
    }
    out.append(&mut between);
    out.sort_by_key(|r| r.level);
    out
}

/// The parent and weight of an element under aggregates that bridge the levels between.
#[expect(clippy::too_many_arguments, reason = "one step of a walk over the tree")]
fn chain(
    m: &Method,
    code: &str,
    from: usize,
    parent: NodeIx,
    to: usize,
    weight: f64,
    book: &mut CodeBook,
    out: &mut Vec<MetaRow>,
) -> (String, f64) {
    let top = book.code(&m.nodes[parent].id);
    if from + 1 >= to {
        return (top, weight);
    }
    let steps: Vec<String> =
        (from + 1..to).map(|l| book.code(&format!("{code}.level{l}"))).collect();
    for (k, step) in steps.iter().enumerate() {
        let last = k + 1 == steps.len();
        out.push(MetaRow {
            level: from + 1 + k,
            code: step.clone(),
            name: format!("{code}, carried up"),
            direction: 1,
            weight: if last { weight } else { 1.0 },
            unit: "Score".into(),
            parent: Some(steps.get(k + 1).unwrap_or(&top).clone()),
            kind: "Aggregate",
            posts: None,
        });
    }
    (steps.first().cloned().unwrap_or(top), 1.0)
}

/// Level of a node: one above the highest of its children, with leaves at 1.
fn levels(m: &Method, node: NodeIx, out: &mut [usize]) -> usize {
    let below = m.nodes[node].children.iter().map(|c| match *c {
        Child::Leaf(_) => 1,
        Child::Node(i) => levels(m, i, out),
    });
    let level = 1 + below.max().unwrap_or(1);
    out[node.get()] = level;
    level
}

/// What COINr's tables cannot hold.
fn lost(m: &Method) -> Vec<String> {
    let mut notes = Vec::new();
    let list = |which: &dyn Fn(&ideal_model::method::Node) -> bool| {
        m.nodes.iter().filter(|n| which(n)).map(|n| n.id.as_str()).collect::<Vec<_>>().join(", ")
    };
    let mut say = |nodes: String, what: &str| {
        if !nodes.is_empty() {
            notes.push(format!("{what}: {nodes}"));
        }
    };
    let unknown =
        |n: &ideal_model::method::Node| matches!(n.aggregate, Aggregate::MazziottaPareto(_));
    say(
        list(&|n| n.aggregate != Aggregate::Arithmetic && !unknown(n)),
        "the tables hold no functions; give those that are not arithmetic means to Aggregate()",
    );
    for (penalty, sign) in [(Penalty::Subtract, '-'), (Penalty::Add, '+')] {
        let what = format!(
            "COINr has no Mazziotta-Pareto mean and takes the arithmetic one unless Aggregate() \
             gets function(x, w) {{ w <- w[!is.na(x)]; x <- x[!is.na(x)]; m <- sum(w * x) / \
             sum(w); m {sign} sum(w * (x - m)^2) / sum(w) / m }}"
        );
        say(list(&|n| n.aggregate == Aggregate::MazziottaPareto(penalty)), &what);
    }
    say(list(&|n| n.invert), "COINr turns no aggregate round, so these count the other way there");
    say(list(&|n| n.required), "COINr scores a parent without these, here it is a gap");
    say(
        list(&|n| n.min_coverage > 0.0),
        "least coverages are lost (`dat_thresh` of Aggregate() counts children, not weight)",
    );
    let of = |which: &dyn Fn(&Indicator) -> Option<String>| {
        m.indicators
            .iter()
            .filter(|i| i.parent.is_some())
            .filter_map(which)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let divided = of(&|i| denominator(m, i).map(|_| i.code.clone()));
    if !divided.is_empty() {
        notes.push(format!(
            "figures are divided already and their denominators not exported, so \
                            leave out Denominate(): {divided}"
        ));
    }
    notes.extend(normalisations(m));
    if m.scale[0] != 0.0 {
        notes.push(format!(
            "goalposts of COINr begin at 0, the scale of this method at {}",
            shortest(m.scale[0])
        ));
    }
    if m.unit == UnitKind::TerritoryArea {
        notes.push("roll-ups over crime areas and territories are lost".to_owned());
    }
    notes.push("bands, confidence, uncertainty, sources and grades are lost".to_owned());
    notes
}

/// How COINr normalises as the method does: a sentence per function, with its indicators unless it
/// is that of all.
fn normalisations(m: &Method) -> Vec<String> {
    let leaves = || m.indicators.iter().filter(|i| i.parent.is_some());
    let mut functions: BTreeMap<String, Vec<&Indicator>> = BTreeMap::new();
    for i in leaves() {
        functions
            .entry(normalisation(i.normalise.unwrap_or(m.steps.normalise), m.scale).0)
            .or_default()
            .push(i);
    }
    let all = leaves().count();
    let mut notes: Vec<String> = Vec::new();
    for (call, of) in functions {
        let own =
            |i: &Indicator| normalisation(i.normalise.unwrap_or(m.steps.normalise), m.scale).1;
        let codes = of.iter().map(|i| {
            own(i).map_or_else(|| i.code.clone(), |v| format!("{} ({})", i.code, shortest(v)))
        });
        let of_all = of.len() == all && of.iter().all(|i| own(i).is_none());
        let whom = if of_all {
            String::new()
        } else {
            format!(", of: {}", codes.collect::<Vec<_>>().join(", "))
        };
        notes.push(format!("Normalise() needs {call}{whom}"));
    }
    if m.steps.over == Over::AllEditions {
        notes.push(
            "the method normalises over all editions, COINr over the units of the one that \
                    is exported"
                .to_owned(),
        );
    }
    notes
}

/// The arguments of COINr's Normalise() that stand for a function, and the value of an indicator's
/// own that it needs. The goalposts of figures that are on the scale already are its ends.
fn normalisation(n: Normalise, scale: [f64; 2]) -> (String, Option<f64>) {
    let ends = |[low, high]: [f64; 2]| format!("c({}, {})", shortest(low), shortest(high));
    // Where COINr knows no range, 1 becomes the upper end of ours.
    let on = |name: &str, range: Option<[f64; 2]>| match range.unwrap_or(scale) {
        [0.0, 1.0] => format!("f_n = \"{name}\""),
        [low, high] => format!(
            "f_n = \"{name}\" (its 0 to 1 are {} to {} here)",
            shortest(low),
            shortest(high)
        ),
    };
    match n {
        Normalise::Goalposts | Normalise::None => {
            ("f_n = \"n_goalposts\", f_n_para = \"use_iMeta\"".to_owned(), None)
        }
        Normalise::Minmax { range } => (
            format!("f_n = \"n_minmax\", f_n_para = list(l_u = {})", ends(range.unwrap_or(scale))),
            None,
        ),
        Normalise::Zscore { mean, sd } => {
            (format!("f_n = \"n_zscore\", f_n_para = list(m_sd = {})", ends([mean, sd])), None)
        }
        Normalise::Rank => ("f_n = \"n_rank\"".to_owned(), None),
        Normalise::Borda => ("f_n = \"n_borda\"".to_owned(), None),
        Normalise::PercentileRank { range } => (on("n_prank", range), None),
        Normalise::DistanceToMax { range } => (on("n_dist2max", range), None),
        Normalise::FractionOfMax { range } => (on("n_fracmax", range), None),
        Normalise::DistanceToTarget { target, range } => {
            (format!("{} and the target", on("n_dist2targ", range)), Some(target))
        }
        Normalise::DistanceToReference { reference, range } => (
            format!("{} and the row of a unit that has this value", on("n_dist2ref", range)),
            Some(reference),
        ),
    }
}

/// One line of CSV.
fn line(out: &mut String, cells: &[String]) {
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push('\n');
}
