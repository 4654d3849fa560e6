//! Ranks.

/// Competition ranks of scores rounded to nine decimals, 1 for the highest; none for NaN.
#[must_use]
pub fn competition(scores: &[f64]) -> Vec<Option<u32>> {
    let round = |x: f64| (x * 1e9).round() / 1e9;
    let mut order: Vec<usize> = (0..scores.len()).filter(|&i| !scores[i].is_nan()).collect();
    order.sort_by(|&a, &b| round(scores[b]).total_cmp(&round(scores[a])));
    let mut out = vec![None; scores.len()];
    let mut rank = 0;
    for (k, &i) in order.iter().enumerate() {
        if k == 0 || round(scores[i]) != round(scores[order[k - 1]]) { rank = k as u32 + 1; }
        out[i] = Some(rank);
    }
    out
}
