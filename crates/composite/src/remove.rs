//! What one element decides: the index without it, element by element.
//!
//! ```
//! use ideal_composite::aggregate::Mean;
//! use ideal_composite::remove::remove_each;
//! use ideal_composite::tree::{Element, Floor, How, Tree};
//! use ndarray::array;
//!
//! let root = Element::node(None, 1.0, How::Mean(Mean::Arithmetic), Floor::None);
//! let tree = Tree::new(2, vec![Element::leaf(2, 1.0), Element::leaf(2, 1.0), root]).unwrap();
//! let r = remove_each(&tree, array![[1.0, 9.0], [5.0, 4.0]].view(), 2, &[0, 1]).unwrap();
//! assert_eq!(r[0].mean_shift, Some(0.0));
//! assert_eq!(r[1].mean_shift, Some(1.0));
//! ```

use ndarray::ArrayView2;

use crate::rank::{competition, mean_shift};
use crate::tree::{Tree, TreeError};

/// The index without one element.
#[derive(Clone, Debug, PartialEq)]
pub struct Removal {
    /// The element whose weight was set to 0.
    pub element: usize,
    /// Scores of the judged element; NaN where nothing is left.
    pub scores: Vec<f64>,
    /// Their competition ranks.
    pub ranks: Vec<Option<u32>>,
    /// Mean absolute change of rank against the whole index; none if no unit has both.
    pub mean_shift: Option<f64>,
}

/// Scores and ranks of the element `judged` with each of `elements` left out in turn.
///
/// # Errors
/// [`TreeError`].
pub fn remove_each(
    tree: &Tree,
    xs: ArrayView2<'_, f64>,
    judged: usize,
    elements: &[usize],
) -> Result<Vec<Removal>, TreeError> {
    if judged >= tree.elements().len() {
        return Err(TreeError::Unknown { element: judged });
    }
    let scores =
        |t: &Tree| -> Result<Vec<f64>, TreeError> { Ok(t.aggregate(xs)?.column(judged).to_vec()) };
    let nominal = competition(&scores(tree)?);
    elements
        .iter()
        .map(|&element| {
            let scores = scores(&tree.without(element)?)?;
            let ranks = competition(&scores);
            Ok(Removal { element, mean_shift: mean_shift(&nominal, &ranks), scores, ranks })
        })
        .collect()
}
