//! A method built in code.

use super::{
    Child, Confidence, Direction, Indicator, Kind, Lengths, Mean, Method, Node, Normalise, Over,
    Per, Raters, Rollup, Rounding, Steps, Uncertainty, UnitKind, defaults,
};
use crate::finding::{Finding, did_you_mean};
use crate::ids::{IndicatorIx, NodeIx};
use crate::names::Names;

/// A method in the making: nodes, indicators and settings in any order, as a file has them, checked
/// at the end. What is not said is as in a file that does not say it.
///
/// ```
/// use ideal_model::Method;
/// use ideal_model::method::{Mean, Direction};
///
/// let method = Method::builder("two-pillars")
///     .root("threat", |n| n.aggregate = Mean::Geometric)
///     .node("markets", "threat", |n| n.weight = 2.0)
///     .node("response", "threat", |n| n.invert = true)
///     .indicator("own.flows", "markets", |i| i.goalposts = Some([0.0, 10.0]))
///     .indicator("own.courts", "response", |i| {
///         i.goalposts = Some([0.0, 5.0]);
///         i.direction = Direction::Down;
///     })
///     .build()?;
/// assert_eq!(method.nodes.len(), 3);
/// let wrong = Method::builder("x").root("threat", |_| {}).node("a", "thread", |_| {}).build();
/// assert_eq!(wrong.unwrap_err()[0].hint.as_deref(), Some("did you mean `threat`?"));
/// # Ok::<(), Vec<ideal_model::Finding>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a method is made by `build`"]
pub struct MethodBuilder {
    method: Method,
    /// Elements in the order they were added, each with the id of its parent.
    under: Vec<(Child, Option<String>)>,
    /// Denominators of indicators: code, denominator, factor.
    per: Vec<(String, String, f64)>,
    bands: bool,
}

impl Method {
    /// Starts a method with this id.
    pub fn builder(id: impl Into<String>) -> MethodBuilder {
        MethodBuilder {
            method: Method {
                id: id.into(),
                version: String::new(),
                owner: String::new(),
                unit: UnitKind::default(),
                scale: defaults::SCALE,
                decimals: defaults::DECIMALS,
                rounding: Rounding::default(),
                nodes: Vec::new(),
                indicators: Vec::new(),
                root: NodeIx::FIRST,
                rollup_territory: None,
                rollup_crime_area: None,
                rollup_region: None,
                bands: Vec::new(),
                confidence: Confidence::default(),
                steps: Steps::default(),
                uncertainty: Uncertainty::default(),
                raters: Raters::default(),
            },
            under: Vec::new(),
            per: Vec::new(),
            bands: true,
        }
    }
}

impl Rollup {
    /// A roll-up by this function, in which every member weighs the same.
    #[must_use]
    pub fn by(aggregate: Mean) -> Self {
        Rollup {
            aggregate,
            weights: Vec::new(),
            weights_of: Vec::new(),
            floor: None,
            min_coverage: defaults::MIN_COVERAGE,
            groups: Vec::new(),
        }
    }
}

impl MethodBuilder {
    /// Adds the root.
    pub fn root(self, id: impl Into<String>, change: impl FnOnce(&mut Node)) -> Self {
        self.add_node(id.into(), None, change)
    }

    /// Adds a node under another, which may follow later.
    pub fn node(
        self,
        id: impl Into<String>,
        parent: impl Into<String>,
        change: impl FnOnce(&mut Node),
    ) -> Self {
        self.add_node(id.into(), Some(parent.into()), change)
    }

    /// Adds a leaf under a node, which may follow later. It reads the rows of its code; with
    /// `unit = "territory"` those of the area after an `@`.
    pub fn indicator(
        self,
        code: impl Into<String>,
        parent: impl Into<String>,
        change: impl FnOnce(&mut Indicator),
    ) -> Self {
        self.add_indicator(code.into(), Some(parent.into()), change)
    }

    /// Adds a denominator: an indicator that no node reads.
    pub fn denominator(self, code: impl Into<String>, change: impl FnOnce(&mut Indicator)) -> Self {
        self.add_indicator(code.into(), None, change)
    }

    /// Divides an indicator by another, times a factor: `per("own.murders", "own.people", 1e5)`.
    pub fn per(
        mut self,
        code: impl Into<String>,
        denominator: impl Into<String>,
        factor: f64,
    ) -> Self {
        self.per.push((code.into(), denominator.into(), factor));
        self
    }

    /// Sets whatever else a method has: scale, roll-ups, bands, confidence, steps, uncertainty.
    /// Bands that are set replace the four of a method that says nothing of them.
    pub fn with(mut self, change: impl FnOnce(&mut Method)) -> Self {
        change(&mut self.method);
        self
    }

    /// The method has no bands.
    pub fn without_bands(mut self) -> Self {
        self.bands = false;
        self
    }

    /// The method, checked as [`Method::validate`] does.
    ///
    /// # Errors
    /// Parents and denominators that nobody added, and every rule that is broken.
    pub fn build(self) -> Result<Method, Vec<Finding>> {
        let MethodBuilder { method: mut m, under, per, bands } = self;
        let mut wrong = Vec::new();
        for (child, parent) in under {
            let Some(parent) = parent else { continue };
            let Some(index) = m.node_index(&parent) else {
                let what = format!("`{}` hangs under `{parent}`", name(&m, child));
                let nodes = m.nodes.iter().map(|n| n.id.as_str());
                wrong.push(unknown(&what, "node", &parent, nodes));
                continue;
            };
            // `with` may have taken elements away.
            let hung = match child {
                Child::Node(i) => m.nodes.get_mut(i.get()).map(|n| n.parent = Some(index)),
                Child::Leaf(i) => m.indicators.get_mut(i.get()).map(|l| l.parent = Some(index)),
            };
            match hung.and(m.nodes.get_mut(index.get())) {
                Some(parent) => parent.children.push(child),
                None => wrong.push(Finding::error(
                    "index-out-of-range",
                    format!("an element under `{parent}` was taken away by `with`"),
                )),
            }
        }
        for (code, denominator, factor) in per {
            let find = |code: &str, wrong: &mut Vec<Finding>| {
                let found = m.indicator_index(code);
                if found.is_none() {
                    let codes = m.indicators.iter().map(|i| i.code.as_str());
                    wrong.push(unknown("`per` names", "indicator", code, codes));
                }
                found
            };
            let (of, by) = (find(&code, &mut wrong), find(&denominator, &mut wrong));
            if let (Some(of), Some(indicator)) = (of, by) {
                m.indicators[of].per = Some(Per { indicator, factor });
            }
        }
        let root = m.nodes.iter().position(|n| n.parent.is_none());
        m.root = root.and_then(NodeIx::new).unwrap_or(NodeIx::FIRST);
        if bands && m.bands.is_empty() {
            m.bands = defaults::bands(m.scale);
        }
        if wrong.is_empty() { m.validate().map(|()| m) } else { Err(wrong) }
    }

    fn add_node(
        mut self,
        id: String,
        parent: Option<String>,
        change: impl FnOnce(&mut Node),
    ) -> Self {
        let mut node = Node {
            id,
            names: Names::default(),
            parent: None,
            weight: defaults::WEIGHT,
            aggregate: Mean::default(),
            min_coverage: defaults::MIN_COVERAGE,
            required: false,
            invert: false,
            floor: None,
            children: Vec::new(),
            line: 0,
        };
        change(&mut node);
        if let Some(i) = NodeIx::new(self.method.nodes.len()) {
            self.under.push((Child::Node(i), parent));
            self.method.nodes.push(node);
        }
        self
    }

    fn add_indicator(
        mut self,
        code: String,
        parent: Option<String>,
        change: impl FnOnce(&mut Indicator),
    ) -> Self {
        let (series, area) = match code.split_once('@') {
            Some((series, area)) => (series.to_owned(), Some(area.to_owned())),
            None => (code.clone(), None),
        };
        let mut indicator = Indicator {
            code,
            series,
            area,
            names: Names::default(),
            parent: None,
            weight: defaults::WEIGHT,
            kind: Kind::default(),
            unit: String::new(),
            scale: None,
            direction: Direction::default(),
            goalposts: None,
            transform: None,
            normalise: None::<Normalise>,
            over: Over::default(),
            per: None,
            max_age: defaults::MAX_AGE,
            drift: None,
            periods: Lengths::default(),
            sources: Vec::new(),
            crime_areas: Vec::new(),
            since: None,
            until: None,
            smooth: None,
            line: 0,
        };
        change(&mut indicator);
        if let Some(i) = IndicatorIx::new(self.method.indicators.len()) {
            self.under.push((Child::Leaf(i), parent));
            self.method.indicators.push(indicator);
        }
        self
    }
}

fn name(m: &Method, child: Child) -> &str {
    match child {
        Child::Node(i) => &m.nodes[i].id,
        Child::Leaf(i) => &m.indicators[i].code,
    }
}

/// What to say of a code that nothing has.
fn unknown<'k>(
    what: &str,
    kind: &str,
    code: &str,
    known: impl Iterator<Item = &'k str>,
) -> Finding {
    let message = format!("{what}: there is no {kind} `{code}`");
    let mut f = Finding::error("unknown-reference", message);
    f.hint = did_you_mean(code, known);
    f
}
