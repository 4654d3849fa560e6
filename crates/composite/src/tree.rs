//! A whole index on plain arrays: a tree of indicators and nodes, each node with its own function.
//!
//! Elements are numbered: the first ones are the indicators, in the order of the matrix' columns;
//! the nodes follow. Children may hang at any level. Missing values (NaN) are left out of a mean
//! and the weights renormalised over what is there; a node below its floor, without a child, or
//! without any weight left is NaN.
//!
//! ```
//! use ideal_composite::aggregate::Mean;
//! use ideal_composite::tree::{Element, Floor, How, Tree};
//! use ndarray::array;
//!
//! // Two indicators under a node, and a third one beside it under the root.
//! let tree = Tree::new(3, vec![
//!     Element::leaf(3, 1.0), Element::leaf(3, 1.0), Element::leaf(4, 1.0),
//!     Element::node(Some(4), 1.0, How::Mean(Mean::Geometric), Floor::None),
//!     Element::node(None, 1.0, How::Mean(Mean::Arithmetic), Floor::Share(0.5)),
//! ]).unwrap();
//! let scores = tree.aggregate(array![[4.0, 9.0, 10.0], [4.0, f64::NAN, f64::NAN]].view()).unwrap();
//! assert!((scores[[0, 4]] - 8.0).abs() < 1e-12);
//! assert_eq!(scores[[1, 4]], 4.0);
//! ```

use ndarray::{Array2, ArrayView2, Axis};
use rayon::prelude::*;

use crate::aggregate::Mean;
use crate::moments::count;
use crate::outrank::copeland;
use crate::sum::sum;

/// How a node's children become its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum How {
    /// A mean, unit by unit.
    Mean(Mean),
    /// Copeland's score of the units among each other: pairs won minus pairs lost.
    Copeland,
}

/// When a node has too little to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Floor {
    /// Never, as long as a child with weight is there.
    #[default]
    None,
    /// Below this share of its direct children, by number (COINr's threshold); 0..=1.
    Share(f64),
    /// Below this share of the weight of its direct children; 0..=1.
    Weight(f64),
}

/// An indicator or a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Element {
    /// The element it hangs under; none for a root, and for an indicator that is only carried
    /// along.
    pub parent: Option<usize>,
    /// Its weight among its siblings, >= 0.
    pub weight: f64,
    /// How its children become its score; without meaning for an indicator.
    pub how: How,
    /// When it has too little; without meaning for an indicator.
    pub floor: Floor,
}

impl Element {
    /// An indicator under `parent`.
    #[must_use]
    pub const fn leaf(parent: usize, weight: f64) -> Self {
        Self { parent: Some(parent), weight, how: How::Mean(Mean::Arithmetic), floor: Floor::None }
    }

    /// A node.
    #[must_use]
    pub const fn node(parent: Option<usize>, weight: f64, how: How, floor: Floor) -> Self {
        Self { parent, weight, how, floor }
    }
}

/// Why a tree is none, or could not be aggregated. Numbers are those of elements and of rows, from
/// 0.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TreeError {
    /// Fewer elements than indicators.
    #[error("{elements} elements cannot hold {indicators} indicators")]
    Elements {
        /// Elements given.
        elements: usize,
        /// Indicators announced.
        indicators: usize,
    },
    /// A parent that is an indicator, does not exist, or hangs under its own child.
    #[error("element {element} cannot hang under {parent}")]
    Parent {
        /// The child.
        element: usize,
        /// Its parent.
        parent: usize,
    },
    /// A node without children.
    #[error("node {element} has no children")]
    Childless {
        /// The node.
        element: usize,
    },
    /// A weight that is negative or not finite.
    #[error("the weight of element {element} is {weight}")]
    Weight {
        /// The element.
        element: usize,
        /// Its weight.
        weight: f64,
    },
    /// A floor outside 0..=1, above which no node could be.
    #[error("the floor of element {element} is {floor}, not between 0 and 1")]
    Floor {
        /// The element.
        element: usize,
        /// Its floor.
        floor: f64,
    },
    /// All children of a node have weight 0.
    #[error("all children of node {element} have weight 0")]
    Weightless {
        /// The node.
        element: usize,
    },
    /// A matrix of another width than the number of indicators, or weights of another number than
    /// the elements.
    #[error("{got} given where {want} are needed")]
    Width {
        /// Columns or weights given.
        got: usize,
        /// Needed.
        want: usize,
    },
    /// A mean that is not defined for the unit's values: a negative one in a geometric mean, for
    /// example.
    #[error("the mean of node {element} is not defined for the values of unit {unit}")]
    Undefined {
        /// The node.
        element: usize,
        /// The unit.
        unit: usize,
    },
    /// An element number out of range.
    #[error("there is no element {element}")]
    Unknown {
        /// The number.
        element: usize,
    },
}

/// A checked tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    indicators: usize,
    elements: Vec<Element>,
    children: Vec<Vec<usize>>,
    /// Nodes, children before parents.
    order: Vec<usize>,
}

impl Tree {
    /// A tree over `indicators` columns. A node whose children all have weight 0 is allowed only
    /// under [`Tree::with_weights`]; it has no score.
    ///
    /// # Errors
    /// [`TreeError`], the first that is found.
    pub fn new(indicators: usize, elements: Vec<Element>) -> Result<Self, TreeError> {
        let n = elements.len();
        if n < indicators {
            return Err(TreeError::Elements { elements: n, indicators });
        }
        let mut children = vec![Vec::new(); n];
        for (element, e) in elements.iter().enumerate() {
            if !(e.weight.is_finite() && e.weight >= 0.0) {
                return Err(TreeError::Weight { element, weight: e.weight });
            }
            if let Floor::Share(floor) | Floor::Weight(floor) = e.floor
                && !(0.0..=1.0).contains(&floor)
            {
                return Err(TreeError::Floor { element, floor });
            }
            if let Some(parent) = e.parent {
                match children.get_mut(parent) {
                    Some(c) if parent >= indicators => c.push(element),
                    _ => return Err(TreeError::Parent { element, parent }),
                }
            }
        }
        let mut tree = Self { indicators, elements, children, order: Vec::new() };
        for element in indicators..n {
            let below = tree.children.get(element).map_or(&[][..], Vec::as_slice);
            if below.is_empty() {
                return Err(TreeError::Childless { element });
            }
            if below.iter().all(|&c| tree.weight(c) == 0.0) {
                return Err(TreeError::Weightless { element });
            }
        }
        // Nodes whose children are all done, until none is left; what is left then hangs in a
        // circle.
        let mut waiting: Vec<usize> = (indicators..n).collect();
        let mut done: Vec<bool> = (0..n).map(|k| k < indicators).collect();
        while !waiting.is_empty() {
            let (ready, later): (Vec<usize>, Vec<usize>) = waiting.iter().partition(|&&k| {
                tree.children
                    .get(k)
                    .is_some_and(|c| c.iter().all(|&i| done.get(i).copied().unwrap_or(false)))
            });
            if let (true, Some(&element)) = (ready.is_empty(), later.first()) {
                return Err(TreeError::Parent {
                    element,
                    parent: tree.elements.get(element).and_then(|e| e.parent).unwrap_or(element),
                });
            }
            for &k in &ready {
                if let Some(d) = done.get_mut(k) {
                    *d = true;
                }
            }
            tree.order.extend(ready);
            waiting = later;
        }
        Ok(tree)
    }

    /// The elements: indicators, then nodes.
    #[must_use]
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// How many of the elements are indicators.
    #[must_use]
    pub const fn indicators(&self) -> usize {
        self.indicators
    }

    /// The children of an element, in order; empty for an indicator and for a number that is none.
    #[must_use]
    pub fn children(&self, element: usize) -> &[usize] {
        self.children.get(element).map_or(&[], Vec::as_slice)
    }

    fn weight(&self, element: usize) -> f64 {
        self.elements.get(element).map_or(0.0, |e| e.weight)
    }

    /// The same tree with other weights, one per element, 0 allowed anywhere.
    ///
    /// # Errors
    /// [`TreeError::Width`], [`TreeError::Weight`].
    pub fn with_weights(&self, weights: &[f64]) -> Result<Self, TreeError> {
        if weights.len() != self.elements.len() {
            return Err(TreeError::Width { got: weights.len(), want: self.elements.len() });
        }
        let mut tree = self.clone();
        for (element, (e, &weight)) in tree.elements.iter_mut().zip(weights).enumerate() {
            if !(weight.is_finite() && weight >= 0.0) {
                return Err(TreeError::Weight { element, weight });
            }
            e.weight = weight;
        }
        Ok(tree)
    }

    /// The same tree with one element counting for nothing.
    ///
    /// # Errors
    /// [`TreeError::Unknown`].
    pub fn without(&self, element: usize) -> Result<Self, TreeError> {
        let mut tree = self.clone();
        tree.elements.get_mut(element).ok_or(TreeError::Unknown { element })?.weight = 0.0;
        Ok(tree)
    }

    /// The weight of every element in its root: its share among its siblings times the parent's. A
    /// root has 1, an element that hangs nowhere, or under a node without weight, 0.
    #[must_use]
    pub fn effective_weights(&self) -> Vec<f64> {
        let mut out: Vec<f64> = self
            .elements
            .iter()
            .enumerate()
            .map(|(k, e)| f64::from(u8::from(e.parent.is_none() && k >= self.indicators)))
            .collect();
        for &node in self.order.iter().rev() {
            let own = out.get(node).copied().unwrap_or(0.0);
            let total = sum(self.children(node).iter().map(|&c| self.weight(c)));
            for &c in self.children(node) {
                if let Some(w) = out.get_mut(c) {
                    *w = if total > 0.0 { own * self.weight(c) / total } else { 0.0 };
                }
            }
        }
        out
    }

    /// Share of the indicators below each element that are present, per unit (rows) and element
    /// (columns); whatever the weights and floors.
    ///
    /// # Errors
    /// [`TreeError::Width`].
    pub fn availability(&self, xs: ArrayView2<'_, f64>) -> Result<Array2<f64>, TreeError> {
        let mut there = self.start(xs)?;
        there.mapv_inplace(|x| f64::from(u8::from(!x.is_nan())));
        let mut size: Vec<f64> =
            (0..self.elements.len()).map(|k| f64::from(u8::from(k < self.indicators))).collect();
        for &node in &self.order {
            let below = self.children(node);
            let total: f64 = below.iter().filter_map(|&c| size.get(c)).sum();
            for mut row in there.rows_mut() {
                let present: f64 = below.iter().filter_map(|&c| row.get(c)).sum();
                if let Some(x) = row.get_mut(node) {
                    *x = present;
                }
            }
            if let Some(s) = size.get_mut(node) {
                *s = total;
            }
        }
        for (mut column, s) in there.columns_mut().into_iter().zip(size) {
            column.mapv_inplace(|x| x / s);
        }
        Ok(there)
    }

    /// A matrix of all elements with the indicators in place.
    fn start(&self, xs: ArrayView2<'_, f64>) -> Result<Array2<f64>, TreeError> {
        if xs.ncols() != self.indicators {
            return Err(TreeError::Width { got: xs.ncols(), want: self.indicators });
        }
        let mut out = Array2::from_elem((xs.nrows(), self.elements.len()), f64::NAN);
        for (mut row, given) in out.rows_mut().into_iter().zip(xs.rows()) {
            row.iter_mut().zip(given).for_each(|(o, x)| *o = *x);
        }
        Ok(out)
    }

    /// Scores of all elements: one row per unit, one column per element. `xs` has one row per unit,
    /// one column per indicator, normalised.
    ///
    /// # Errors
    /// [`TreeError::Width`], [`TreeError::Undefined`] (the first unit of the first node concerned).
    pub fn aggregate(&self, xs: ArrayView2<'_, f64>) -> Result<Array2<f64>, TreeError> {
        let mut out = self.start(xs)?;
        for &node in &self.order {
            let Some(element) = self.elements.get(node) else { continue };
            let below = self.children(node);
            let ws: Vec<f64> = below.iter().map(|&c| self.weight(c)).collect();
            let column = match element.how {
                How::Mean(mean) => {
                    let rows: Vec<ndarray::ArrayView1<'_, f64>> = out.axis_iter(Axis(0)).collect();
                    let values: Vec<Option<f64>> = rows
                        .par_iter()
                        .with_min_len(512)
                        .map(|row| {
                            let children: Vec<f64> = below
                                .iter()
                                .map(|&c| row.get(c).copied().unwrap_or(f64::NAN))
                                .collect();
                            one(mean, element.floor, &children, &ws)
                        })
                        .collect();
                    if let Some(unit) = values.iter().position(Option::is_none) {
                        return Err(TreeError::Undefined { element: node, unit });
                    }
                    values.into_iter().flatten().collect::<Vec<f64>>()
                }
                How::Copeland => {
                    let mut members = out.select(Axis(1), below);
                    for mut row in members.rows_mut() {
                        let children = row.to_vec();
                        if !enough(element.floor, &children, &ws) {
                            row.fill(f64::NAN);
                        }
                    }
                    // The weights were checked with the tree; what is left is a node without
                    // weight, which has no score.
                    copeland(members.view(), &ws)
                        .unwrap_or_else(|_| vec![f64::NAN; members.nrows()])
                }
            };
            out.column_mut(node).iter_mut().zip(column).for_each(|(o, v)| *o = v);
        }
        Ok(out)
    }
}

/// One unit's score of a node: NaN for a gap, none if the mean is not defined.
fn one(mean: Mean, floor: Floor, children: &[f64], ws: &[f64]) -> Option<f64> {
    if !enough(floor, children, ws) {
        return Some(f64::NAN);
    }
    let (xs, weights): (Vec<f64>, Vec<f64>) =
        children.iter().zip(ws).filter(|(x, _)| !x.is_nan()).unzip();
    if weights.iter().all(|w| *w == 0.0) {
        return Some(f64::NAN);
    }
    mean.value(&xs, &weights)
}

fn enough(floor: Floor, children: &[f64], ws: &[f64]) -> bool {
    /// A share computed with rounding is not below a floor it equals on paper.
    const SLACK: f64 = 1e-9;
    let there = || children.iter().zip(ws).filter(|(x, _)| !x.is_nan());
    match floor {
        Floor::None => true,
        Floor::Share(least) => {
            count(there().count()) / count(children.len().max(1)) >= least - SLACK
        }
        Floor::Weight(least) => {
            sum(there().map(|(_, w)| *w)) >= (least - SLACK) * sum(ws.iter().copied())
        }
    }
}

#[cfg(test)]
mod tests;
