//! Several years of the example: normalisation over all of them or one by one, imputation along
//! time, trends.

use ideal_composite::impute::{Fill, series};
use ideal_composite::screen::{Rule, screen};
use ideal_composite::treat::{Limits, Transform, Treatment, treat};
use ideal_composite::trend::{cagr, percent_change};
use ndarray::{Array2, ArrayView2, Axis};

use crate::asem::{Asem, MINMAX, columns, each_column};
use crate::table::{Report, Table};

pub fn compare(report: &mut Report) {
    let asem = Asem::read(report);
    let input = report.table("asem_panel/iData_p.csv");
    report.input("asem_panel/iData_p.csv");
    // Rows by year and unit, as COINr keeps them.
    let order = sorted(&input);
    let data = columns(&input, &asem.codes).select(Axis(0), &order);
    let years: Vec<f64> = order.iter().map(|k| input.numbers("Time")[*k]).collect();
    let kept: Vec<usize> = (0..years.len())
        .filter(|k| {
            screen(data.select(Axis(0), &[*k]).view(), Rule::Available(0.9), &[]).unwrap()[0]
                .included
        })
        .collect();
    let screened = data.select(Axis(0), &kept);
    let years: Vec<f64> = kept.iter().map(|k| years[*k]).collect();
    asem.check(report, "asem_panel/Screened.csv", screened.view());

    let treatment = Treatment::standard(5, Limits::default(), Some(Transform::LogCt));
    let treated = by_year(screened.view(), &years, |_, x| treat(x, &treatment).values);
    asem.check(report, "asem_panel/Treated.csv", treated.view());
    let pooled = asem.normalised(treated.view(), MINMAX);
    asem.check(report, "asem_panel/Normalised.csv", pooled.view());
    asem.check(
        report,
        "asem_panel/Aggregated.csv",
        asem.plain().aggregate(pooled.view()).unwrap().view(),
    );
    let apart =
        by_year(treated.view(), &years, |j, x| MINMAX.column(x, asem.directions[j]).unwrap());
    asem.check(
        report,
        "asem_panel/Aggregated_norm_per_year.csv",
        asem.plain().aggregate(apart.view()).unwrap().view(),
    );

    imputed(report);
    trends(report, &input);
}

fn sorted(t: &Table) -> Vec<usize> {
    let (years, units) = (t.numbers("Time"), t.texts("uCode"));
    let mut order: Vec<usize> = (0..t.rows.len()).collect();
    order.sort_by(|a, b| years[*a].total_cmp(&years[*b]).then(units[*a].cmp(units[*b])));
    order
}

fn by_year(
    xs: ArrayView2<'_, f64>,
    years: &[f64],
    f: impl Fn(usize, &[f64]) -> Vec<f64>,
) -> Array2<f64> {
    let mut all = years.to_vec();
    all.dedup();
    let mut out = xs.to_owned();
    for year in all {
        let rows: Vec<usize> = (0..years.len()).filter(|k| years[*k] == year).collect();
        let part = each_column(xs.select(Axis(0), &rows).view(), &f);
        for (from, to) in rows.iter().enumerate() {
            out.row_mut(*to).assign(&part.row(from));
        }
    }
    out
}

fn imputed(report: &mut Report) {
    let input = report.table("asem_panel/impute_in.csv");
    report.input("asem_panel/impute_in.csv");
    let order = sorted(&input);
    let units: Vec<&str> = order.iter().map(|k| input.texts("uCode")[*k]).collect();
    let mut distinct = units.clone();
    distinct.sort_unstable();
    distinct.dedup();
    for (name, fill) in [
        ("latest", Fill::Latest { max_back: None }),
        ("latest_max1", Fill::Latest { max_back: Some(1) }),
        ("latest_max2", Fill::Latest { max_back: Some(2) }),
        ("constant", Fill::Constant),
        ("linear-constant", Fill::LinearConstant),
    ] {
        let file = format!("asem_panel/impute_{name}.csv");
        let t = report.table(&file);
        for code in &t.head[2..] {
            let column: Vec<f64> = order.iter().map(|k| input.numbers(code)[*k]).collect();
            let times: Vec<f64> = order.iter().map(|k| input.numbers("Time")[*k]).collect();
            let mut got = column.clone();
            for unit in &distinct {
                let rows: Vec<usize> = (0..units.len()).filter(|k| units[*k] == *unit).collect();
                let pick = |v: &[f64]| rows.iter().map(|k| v[*k]).collect::<Vec<_>>();
                for (k, x) in rows.iter().zip(series(&pick(&times), &pick(&column), fill).unwrap())
                {
                    got[*k] = x;
                }
            }
            report.check(&file, code, &got, &t.numbers(code));
        }
    }
}

fn trends(report: &mut Report, input: &Table) {
    let order = sorted(input);
    let (years, units) = (input.numbers("Time"), input.texts("uCode"));
    for (file, column) in
        [("asem_panel/trends_CAGR.csv", "CAGR"), ("asem_panel/trends_prc_change.csv", "prc_change")]
    {
        let t = report.table(file);
        let got: Vec<f64> = t
            .rows
            .iter()
            .map(|r| {
                let values = input.numbers(&r[1]);
                let rows: Vec<usize> =
                    order.iter().copied().filter(|k| units[*k] == r[0]).collect();
                let (time, x): (Vec<f64>, Vec<f64>) =
                    rows.iter().map(|k| (years[*k], values[*k])).unzip();
                if column == "CAGR" { cagr(&time, &x) } else { percent_change(&time, &x, 1.0) }
                    .unwrap_or(f64::NAN)
            })
            .collect();
        report.check(file, column, &got, &t.numbers(column));
    }
}
