//! Tests of `tree`.

#![allow(clippy::unwrap_used)]
use super::*;
use ndarray::array;

fn mean(parent: Option<usize>, floor: Floor) -> Element {
    Element::node(parent, 1.0, How::Mean(Mean::Arithmetic), floor)
}

#[test]
fn no_floor_outside_its_range() {
    for bad in [f64::NAN, -0.1, 1.5, f64::INFINITY] {
        for floor in [Floor::Share(bad), Floor::Weight(bad)] {
            let tree = Tree::new(1, vec![Element::leaf(1, 1.0), mean(None, floor)]);
            assert!(matches!(tree, Err(TreeError::Floor { element: 1, .. })), "{floor:?}");
        }
    }
}

#[test]
fn what_is_no_tree() {
    let leaf = Element::leaf;
    assert_eq!(
        Tree::new(2, vec![leaf(1, 1.0)]),
        Err(TreeError::Elements { elements: 1, indicators: 2 })
    );
    assert_eq!(
        Tree::new(2, vec![leaf(1, 1.0), leaf(2, 1.0), mean(None, Floor::None)]),
        Err(TreeError::Parent { element: 0, parent: 1 })
    );
    assert_eq!(Tree::new(1, vec![leaf(7, 1.0)]), Err(TreeError::Parent { element: 0, parent: 7 }));
    assert_eq!(
        Tree::new(1, vec![leaf(1, -1.0), mean(None, Floor::None)]),
        Err(TreeError::Weight { element: 0, weight: -1.0 })
    );
    assert_eq!(
        Tree::new(1, vec![leaf(1, 0.0), mean(None, Floor::None)]),
        Err(TreeError::Weightless { element: 1 })
    );
    assert_eq!(
        Tree::new(1, vec![leaf(1, 1.0), mean(None, Floor::None), mean(None, Floor::None)]),
        Err(TreeError::Childless { element: 2 })
    );
    let circle =
        Tree::new(1, vec![leaf(1, 1.0), mean(Some(2), Floor::None), mean(Some(1), Floor::None)]);
    assert_eq!(circle, Err(TreeError::Parent { element: 1, parent: 2 }));
}

#[test]
fn floors_and_gaps() {
    let n = f64::NAN;
    let xs = array![[1.0, n, n], [n, 2.0, 4.0], [n, n, n]];
    for (floor, first, second) in
        [(Floor::None, 1.0, 3.0), (Floor::Share(0.5), n, 3.0), (Floor::Weight(0.6), 1.0, n)]
    {
        let tree = Tree::new(
            3,
            vec![
                Element::leaf(3, 3.0),
                Element::leaf(3, 1.0),
                Element::leaf(3, 1.0),
                mean(None, floor),
            ],
        )
        .unwrap();
        let out = tree.aggregate(xs.view()).unwrap();
        for (unit, want) in [(0, first), (1, second), (2, n)] {
            assert!(
                out[[unit, 3]] == want || (out[[unit, 3]].is_nan() && want.is_nan()),
                "{floor:?} {unit}"
            );
        }
        // All remaining weight gone: a gap, not 0/0 passed on as a number.
        assert!(tree.without(0).unwrap().aggregate(xs.view()).unwrap()[[0, 3]].is_nan());
    }
    let tree = Tree::new(
        1,
        vec![
            Element::leaf(1, 1.0),
            Element::node(None, 1.0, How::Mean(Mean::Geometric), Floor::None),
        ],
    )
    .unwrap();
    assert_eq!(
        tree.aggregate(array![[1.0], [-1.0]].view()),
        Err(TreeError::Undefined { element: 1, unit: 1 })
    );
    assert_eq!(
        tree.aggregate(array![[1.0, 2.0]].view()),
        Err(TreeError::Width { got: 2, want: 1 })
    );
    assert_eq!(tree.aggregate(Array2::zeros((0, 1)).view()).unwrap().dim(), (0, 2));
}
