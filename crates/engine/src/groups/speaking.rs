//! Which ratings speak of an attribute.

use ideal_model::{GroupMethod, GroupSheets, Period};

/// Per group and attribute of a method, the places of the ratings that speak: those of the newest
/// period that ends no later than the edition.
pub(super) fn speaking(
    sheets: &GroupSheets,
    method: &GroupMethod,
    edition: Option<Period>,
) -> Vec<Vec<Vec<usize>>> {
    let columns: Vec<Option<usize>> =
        sheets.attributes.iter().map(|id| method.position(id)).collect();
    let mut cells = vec![vec![Vec::new(); method.attributes.len()]; sheets.groups.len()];
    for (i, r) in sheets.ratings.iter().enumerate() {
        let column = columns.get(r.attribute as usize).copied().flatten();
        let row = cells.get_mut(r.group as usize);
        let Some(cell) = row.zip(column).and_then(|(row, column)| row.get_mut(column)) else {
            continue;
        };
        if edition.is_some_and(|e| !r.period.ends_no_later_than(e)) {
            continue;
        }
        let newest = cell.first().and_then(|first: &usize| sheets.ratings.get(*first));
        match newest.map(|n| n.period.cmp(&r.period)) {
            Some(std::cmp::Ordering::Greater) => {}
            Some(std::cmp::Ordering::Less) => *cell = vec![i],
            Some(std::cmp::Ordering::Equal) | None => cell.push(i),
        }
    }
    cells
}
