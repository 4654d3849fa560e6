//! Weights, components, correlations, consistency, statistics, results.

use std::collections::BTreeMap;

use ideal_composite::correlate::{Flag, Kind, correlation, flags, p_value, pairwise};
use ideal_composite::multivariate::pca;
use ideal_composite::outrank::{dominance, outranking};
use ideal_composite::rank::{competition, within_groups};
use ideal_composite::reliability::cronbach;
use ideal_composite::statistics::{Thresholds, describe};
use ideal_composite::strength::{Discard, profile};
use ideal_composite::weight::{Objective, optimise, principal_loadings};
use ndarray::{Array2, ArrayView2, Axis};

use crate::asem::{Asem, columns};
use crate::table::{Report, Table, number};

pub fn compare(report: &mut Report) {
    let asem = Asem::read(report);
    let raw = asem.matrix(&report.table("asem/01_raw.csv"));
    let scores = columns(&report.table("asem/07_agg_amean.csv"), &asem.elements);
    weights(report, &asem);
    components(report, &asem, scores.view());
    optimised(report, &asem);
    results(report, &asem, raw.view(), scores.view());
    statistics(report, &asem, raw.view());
    correlations(report, &asem, raw.view(), scores.view());
    consistency(report, &asem, raw.view());
    outranked(report, &asem, scores.view());
}

fn ranks(xs: &[f64]) -> Vec<f64> {
    competition(xs).into_iter().map(|r| r.map_or(f64::NAN, f64::from)).collect()
}

/// Units whose score differs from another one's by rounding only. COINr ranks them by that
/// difference; we call them tied, so their ranks are not compared.
pub fn nearly_tied(xs: &[f64]) -> Vec<bool> {
    xs.iter().map(|x| xs.iter().any(|y| x != y && (x - y).abs() < 1e-9)).collect()
}

fn weights(report: &mut Report, asem: &Asem) {
    let original = report.table("asem/weights_original.csv");
    let ws = asem.weights(&original, "Weight");
    report.check(
        "asem/weights_original.csv",
        "weights of the tree",
        &asem.plain().elements().iter().map(|e| e.weight).collect::<Vec<_>>(),
        &ws,
    );
    let name = "asem/weights_effective.csv";
    let t = report.table(name);
    let effective = asem.plain().with_weights(&ws).unwrap().effective_weights();
    report.check(name, "EffWeight", &effective, &asem.weights(&t, "EffWeight"));
}

/// The elements of a level, by parent or all together.
fn groups(asem: &Asem, level: usize, by_parent: bool) -> BTreeMap<String, Vec<usize>> {
    let mut out: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (k, l) in asem.levels.iter().enumerate() {
        if *l == level {
            let group =
                asem.parents[k].filter(|_| by_parent).map_or("All", |p| asem.elements[p].as_str());
            out.entry(group.to_owned()).or_default().push(k);
        }
    }
    out
}

fn components(report: &mut Report, asem: &Asem, scores: ArrayView2<'_, f64>) {
    for (suffix, level, by_parent) in [
        ("L1_bygroup", 1, true),
        ("L1_all", 1, false),
        ("L2_bygroup", 2, true),
        ("L2_all", 2, false),
        ("L3_bygroup", 3, true),
    ] {
        let file = |what: &str| format!("asem/pca/{what}_{suffix}.csv");
        let (sdev, rotation, weights) = (
            report.table(&file("sdev")),
            report.table(&file("rotation")),
            report.table(&file("weights")),
        );
        for (group, members) in groups(asem, level, by_parent) {
            let p = pca(scores.select(Axis(1), &members).view()).unwrap();
            let of_group = |t: &Table, column: &str| -> Vec<f64> {
                t.texts("group")
                    .iter()
                    .zip(t.numbers(column))
                    .filter(|(g, _)| **g == group)
                    .map(|(_, x)| x)
                    .collect()
            };
            let wanted = of_group(&sdev, "sdev");
            report.check(&file("sdev"), &group, &p.sdev, &wanted);
            report.check(&file("sdev"), &group, &p.share, &of_group(&sdev, "prop_var"));
            // The sign of a component is arbitrary: turn ours to COINr's and compare the vectors as
            // wholes.
            let mut largest: f64 = 0.0;
            for k in 0..p.sdev.len() {
                let theirs: BTreeMap<&str, f64> = rotation
                    .rows
                    .iter()
                    .filter(|r| r[0] == group && r[2].parse::<usize>().unwrap() == k + 1)
                    .map(|r| (r[1].as_str(), number(&r[3])))
                    .collect();
                let ours = p.loadings.column(k);
                let dot: f64 = members
                    .iter()
                    .zip(ours)
                    .map(|(m, x)| x * theirs[asem.elements[*m].as_str()])
                    .sum();
                let off = members
                    .iter()
                    .zip(ours)
                    .map(|(m, x)| (x * dot.signum() - theirs[asem.elements[*m].as_str()]).abs());
                largest = off.fold(largest, f64::max);
            }
            report.check(&file("rotation"), &group, &[1.0 + largest], &[1.0]);
            let own = principal_loadings(scores.select(Axis(1), &members).view()).unwrap();
            let theirs = weights.keyed("Weight");
            let theirs: Vec<f64> = members.iter().map(|m| theirs[&asem.elements[*m]]).collect();
            let sign: f64 = own.iter().zip(&theirs).map(|(a, b)| a * b).sum::<f64>().signum();
            let ours: Vec<f64> = own.iter().map(|x| x * sign).collect();
            report.check(&file("weights"), &group, &ours, &theirs);
        }
    }
}

/// COINr stops its search early; ours must do at least as well, with weights that are not negative.
fn optimised(report: &mut Report, asem: &Asem) {
    let xs = asem.matrix(&report.table("asem/06_norm_minmax_0_100.csv"));
    let tree = asem.plain();
    for (what, objective) in
        [("balance", Objective::Balance { targets: None }), ("infomax", Objective::Information)]
    {
        for level in [2, 3] {
            let name = format!("asem/weights_opt_{what}_L{level}.csv");
            let t = report.table(&name);
            let elements: Vec<usize> = t.texts("iCode").iter().map(|c| asem.element(c)).collect();
            let found = optimise(
                &tree,
                xs.view(),
                asem.element("Index"),
                &elements,
                objective,
                Kind::Pearson,
            )
            .unwrap();
            let theirs = t.numbers("objective")[0];
            println!(
                "{name}: objective {} after {} evaluations, COINr {theirs}",
                found.objective, found.evaluations
            );
            // Thirty random starts of another program's simplex end no lower than this.
            let best = match (what, level) {
                ("balance", 2) => Some(-6.942_115_199_395_525),
                ("infomax", 2) => Some(-4.593_441_181_498_649),
                _ => None,
            };
            report.same(
                &name,
                "the best there is",
                &best.is_none_or(|b| (found.objective - b).abs() < 1e-9),
                &true,
            );
            report.same(&name, "at least as good", &(found.objective <= theirs + 1e-12), &true);
            report.same(&name, "not negative", &found.weights.iter().all(|w| *w >= 0.0), &true);
        }
    }
}

fn results(
    report: &mut Report,
    asem: &Asem,
    raw: ArrayView2<'_, f64>,
    scores: ArrayView2<'_, f64>,
) {
    let unit = |code: &str| asem.units.iter().position(|u| u == code).unwrap();
    let data = report.table("asem/iData.csv");
    let group_of: BTreeMap<&str, &str> =
        data.texts("uCode").into_iter().zip(data.texts("EurAsia_group")).collect();
    let groups: Vec<Option<&str>> = asem.units.iter().map(|u| Some(group_of[u.as_str()])).collect();
    for (name, what) in [
        ("Summ_scores", "scores"),
        ("Summ_ranks", "ranks"),
        ("Aggs_scores", "scores"),
        ("Aggs_ranks", "ranks"),
        ("Full_scores", "scores"),
        ("Full_ranks", "ranks"),
        ("Aggs_groupranks", "groupranks"),
        ("Summ_scores_round2", "rounded"),
    ] {
        let file = format!("asem/results/{name}.csv");
        let t = report.table(&file);
        let rows: Vec<usize> = t.texts("uCode").iter().map(|u| unit(u)).collect();
        for head in t.head.iter().filter(|h| !matches!(h.as_str(), "uCode" | "EurAsia_group")) {
            let code = if head == "Rank" { "Index" } else { head };
            let column = scores.column(asem.element(code)).to_vec();
            let values = match what {
                _ if head == "Rank" => ranks(&column),
                "ranks" => ranks(&column),
                "groupranks" => within_groups(&column, &groups)
                    .unwrap()
                    .into_iter()
                    .map(|r| r.map_or(f64::NAN, f64::from))
                    .collect(),
                "rounded" => column.iter().map(|x| (x * 100.0).round() / 100.0).collect(),
                _ => column,
            };
            let wanted = t.numbers(head);
            let is_rank = what.contains("ranks");
            let near = if is_rank {
                nearly_tied(&scores.column(asem.element(code)).to_vec())
            } else {
                vec![false; asem.units.len()]
            };
            let got: Vec<f64> = rows
                .iter()
                .zip(&wanted)
                .map(|(k, w)| if near[*k] { *w } else { values[*k] })
                .collect();
            report.check(&file, head, &got, &wanted);
        }
    }
    for code in ["AUS", "BGR", "VNM"] {
        let file = format!("asem/results/unit_summary_{code}.csv");
        let t = report.table(&file);
        for (row, element) in t.texts("Code").iter().enumerate() {
            let column = scores.column(asem.element(element)).to_vec();
            report.check(
                &file,
                element,
                &[column[unit(code)], ranks(&column)[unit(code)]],
                &[t.numbers("Score")[row], t.numbers("Rank")[row]],
            );
        }
        // COINr keeps its indicators by parent, which decides between equal ranks; and it drops the
        // weaknesses where a unit is the worst of all.
        let sorted = report.table("asem/meta_sorted.csv");
        let order: Vec<usize> = sorted
            .texts("iCode")
            .iter()
            .filter_map(|c| asem.codes.iter().position(|a| a == c))
            .collect();
        let directions: Vec<_> = order.iter().map(|k| asem.directions[*k]).collect();
        let discard = Discard { worst_weaknesses: true, ..Discard::default() };
        let p = profile(raw.select(Axis(1), &order).view(), &directions, unit(code), 3, 3, discard)
            .unwrap();
        for (what, ours) in [("strengths", &p.strengths), ("weaknesses", &p.weaknesses)] {
            let file = format!("asem/results/{what}_{code}.csv");
            let t = report.table(&file);
            let codes: Vec<&str> =
                ours.iter().map(|s| asem.codes[order[s.indicator]].as_str()).collect();
            report.same(&file, "codes", &codes, &t.texts("Code"));
            report.check(
                &file,
                "ranks",
                &ours.iter().map(|s| s.rank).collect::<Vec<_>>(),
                &t.numbers("Rank"),
            );
            report.check(
                &file,
                "values",
                &ours.iter().map(|s| s.value).collect::<Vec<_>>(),
                &t.numbers("Value"),
            );
        }
    }
}

#[allow(clippy::cast_precision_loss)]
fn statistics(report: &mut Report, asem: &Asem, raw: ArrayView2<'_, f64>) {
    let treated = asem.matrix(&report.table("asem/05_treated.csv"));
    for (name, xs) in [("asem/stats_Raw.csv", raw), ("asem/stats_Treated.csv", treated.view())] {
        let t = report.table(name);
        for (row, code) in t.texts("iCode").iter().enumerate() {
            let d = describe(&xs.column(asem.element(code)).to_vec(), Thresholds::default());
            let n = |x: usize| Some(x as f64);
            let numbers = [
                ("Min", d.min),
                ("Max", d.max),
                ("Mean", d.mean),
                ("Median", d.median),
                ("Std", d.sd),
                ("Skew", d.skewness),
                ("Kurt", d.kurtosis),
                ("N.Avail", n(d.available)),
                ("N.NonZero", n(d.non_zero)),
                ("N.Unique", n(d.unique)),
                ("N.Same", n(d.most_equal)),
                ("Frc.Avail", d.share_available()),
                ("Frc.NonZero", d.share_of_values(d.non_zero)),
                ("Frc.Unique", d.share_of_values(d.unique)),
                ("Frc.Same", d.share_of_values(d.most_equal)),
            ];
            for (column, got) in numbers {
                report.check(
                    name,
                    &format!("{code} {column}"),
                    &[got.unwrap_or(f64::NAN)],
                    &[t.numbers(column)[row]],
                );
            }
            let marks = [
                ("Flag.Avail", d.low_availability),
                ("Flag.NonZero", d.many_zeros),
                ("Flag.Unique", d.few_unique),
            ];
            for (column, raised) in marks.into_iter().chain([("Flag.SkewKurt", d.outliers)]) {
                report.same(
                    name,
                    &format!("{code} {column}"),
                    &raised,
                    &(t.texts(column)[row] != "ok"),
                );
            }
        }
    }
}

fn correlations(
    report: &mut Report,
    asem: &Asem,
    raw: ArrayView2<'_, f64>,
    scores: ArrayView2<'_, f64>,
) {
    let column = |m: ArrayView2<'_, f64>, code: &str| m.column(asem.element(code)).to_vec();
    let lineage = report.table("asem/lineage.csv");
    let line: BTreeMap<&str, &Vec<String>> =
        lineage.texts("Indicator").into_iter().zip(&lineage.rows).collect();
    for (k, row) in lineage.rows.iter().enumerate() {
        let mut above = vec![row[0].clone()];
        let mut at = asem.element(&row[0]);
        while let Some(p) = asem.parents[at] {
            above.push(asem.elements[p].clone());
            at = p;
        }
        report.same("asem/lineage.csv", &format!("row {}", k + 1), &above, row);
    }
    let kinds =
        [("pearson", Kind::Pearson), ("spearman", Kind::Spearman), ("kendall", Kind::Kendall)];
    let mut files: Vec<(String, ArrayView2<'_, f64>, Kind)> = Vec::new();
    for (word, kind) in kinds {
        files.push((format!("raw_L1_L1_{word}"), raw, kind));
        files.push((format!("agg_L1_parent_{word}"), scores, kind));
    }
    files.push(("agg_L1_family_pearson".to_owned(), scores, Kind::Pearson));
    files.push(("agg_L2_L2_pearson".to_owned(), scores, Kind::Pearson));
    files.push(("agg_L2_top_pval05".to_owned(), scores, Kind::Pearson));
    for (word, xs, kind) in files {
        let name = format!("asem/corr/{word}.csv");
        let t = report.table(&name);
        let got: Vec<f64> = t
            .rows
            .iter()
            .map(|r| {
                let first = lineage
                    .head
                    .iter()
                    .position(|h| *h == r[0])
                    .filter(|_| word.contains("family"));
                let first = first.map_or(r[0].as_str(), |k| line[r[1].as_str()][k].as_str());
                let (a, b) = (column(xs, first), column(xs, &r[1]));
                let r = correlation(&a, &b, kind).unwrap_or(f64::NAN);
                let significant =
                    !word.contains("pval05") || p_value(r, a.len(), kind).unwrap() <= 0.05;
                if significant { r } else { f64::NAN }
            })
            .collect();
        report.check(&name, "Correlation", &got, &t.numbers("Correlation"));
    }
    let name = "asem/corr/pvals_raw_pearson.csv";
    let t = report.table(name);
    let pairs = pairwise(raw, raw, Kind::Pearson).unwrap();
    for p in pairs.iter().filter(|p| p.a != p.b) {
        let want = t.numbers(&asem.codes[p.b])
            [t.texts("name").iter().position(|n| *n == asem.codes[p.a]).unwrap()];
        report.check(
            name,
            &format!("{} {}", asem.codes[p.a], asem.codes[p.b]),
            &[p.p.unwrap()],
            &[want],
        );
    }
    let normalised = asem.matrix(&report.table("asem/06_norm_minmax_0_100.csv"));
    let pillar: Vec<usize> = asem.parents[..asem.codes.len()].iter().map(|p| p.unwrap()).collect();
    let flagged = flags(normalised.view(), &pillar, Kind::Pearson, 0.6, 0.0, -0.2).unwrap();
    for (name, wanted) in [
        ("asem/corr/flags_high0.6.csv", Flag::High),
        ("asem/corr/flags_low-0.2.csv", Flag::Negative),
    ] {
        let t = report.table(name);
        let key = |a: &str, b: &str| {
            if a < b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) }
        };
        let ours: BTreeMap<_, f64> = flagged
            .iter()
            .filter(|(_, f)| *f == wanted)
            .map(|(p, _)| (key(&asem.codes[p.a], &asem.codes[p.b]), p.r.unwrap()))
            .collect();
        let theirs: BTreeMap<_, f64> =
            t.rows.iter().map(|r| (key(&r[1], &r[2]), number(&r[3]))).collect();
        same_pairs(report, name, &ours, &theirs);
    }
    denominators(report, asem, raw);
}

/// The same pairs are flagged, with the same correlations.
fn same_pairs(
    report: &mut Report,
    name: &str,
    ours: &BTreeMap<(String, String), f64>,
    theirs: &BTreeMap<(String, String), f64>,
) {
    report.same(
        name,
        "pairs",
        &ours.keys().collect::<Vec<_>>(),
        &theirs.keys().collect::<Vec<_>>(),
    );
    let values = |pairs: &BTreeMap<_, f64>| pairs.values().copied().collect::<Vec<_>>();
    report.check(name, "Corr", &values(ours), &values(theirs));
}

fn denominators(report: &mut Report, asem: &Asem, raw: ArrayView2<'_, f64>) {
    let name = "asem/corr/denom_0.3.csv";
    let (t, data) = (report.table(name), report.table("asem/iData.csv"));
    let names: Vec<String> = ["Area", "Energy", "GDP", "Population"].map(str::to_owned).to_vec();
    let unsorted = columns(&data, &names);
    let codes = data.texts("uCode");
    let order: Vec<usize> =
        asem.units.iter().map(|u| codes.iter().position(|c| c == u).unwrap()).collect();
    let denominators = unsorted.select(Axis(0), &order);
    let ours: BTreeMap<(String, String), f64> = pairwise(raw, denominators.view(), Kind::Pearson)
        .unwrap()
        .into_iter()
        .filter(|p| p.r.unwrap().abs() > 0.3)
        .map(|p| ((asem.codes[p.a].clone(), names[p.b].clone()), p.r.unwrap()))
        .collect();
    let theirs: BTreeMap<(String, String), f64> =
        t.rows.iter().map(|r| ((r[0].clone(), r[1].clone()), number(&r[2]))).collect();
    same_pairs(report, name, &ours, &theirs);
}

fn consistency(report: &mut Report, asem: &Asem, raw: ArrayView2<'_, f64>) {
    let name = "asem/cronbach.csv";
    let t = report.table(name);
    let normalised = asem.matrix(&report.table("asem/06_norm_minmax_0_100.csv"));
    for (row, group) in t.texts("group").iter().enumerate() {
        let members: Vec<usize> = asem.plain().children(asem.element(group)).to_vec();
        let alpha =
            |xs: ArrayView2<'_, f64>| cronbach(xs.select(Axis(1), &members).view()).unwrap();
        report.check(
            name,
            group,
            &[alpha(normalised.view()), alpha(raw)],
            &[t.numbers("alpha")[row], t.numbers("alpha_raw")[row]],
        );
    }
}

fn outranked(report: &mut Report, asem: &Asem, scores: ArrayView2<'_, f64>) {
    let name = "asem/robust/outrank_L2.csv";
    let t = report.table(name);
    let members: Vec<usize> = (0..asem.elements.len()).filter(|k| asem.levels[*k] == 2).collect();
    let m: Array2<f64> =
        outranking(scores.select(Axis(1), &members).view(), &vec![1.0; members.len()]).unwrap();
    for (k, head) in t.head[1..].iter().enumerate() {
        report.check(name, head, &m.column(k).to_vec(), &t.numbers(head));
    }
    let (dominant, share) = dominance(m.view()).unwrap().unwrap();
    report.same(name, "nDominant", &dominant, &71);
    report.check(name, "fracDominant", &[share], &[71.0 / 1275.0]);
}
