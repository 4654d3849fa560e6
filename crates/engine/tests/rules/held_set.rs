//! Other weights, functions and evidence move scores, and not who is assessed.

use ideal_engine::{
    BaseRows, LeftOut, OtherWeights, Sensitivity, SensitivityOptions, Weighting, WeightsBy,
    sensitivity,
};
use ideal_model::{AssessmentInput, EditionIx, NodeIx, Ranking};

use crate::build::{assessment, ran, results};

/// Nine tenths of the weight lie on `p`, and four and a half are asked for.
const METHOD: &str = r#"
id = "m"
unit = "territory"
[node.top]
min_coverage = 0.45
[node.p]
parent = "top"
weight = 9
min_coverage = 0.4
[node.q]
parent = "top"
weight = 1
[indicator."x"]
parent = "p"
kind = "enforcement"
goalposts = [0, 100]
[indicator."z"]
parent = "p"
weight = 3
goalposts = [0, 100]
[indicator."y"]
parent = "q"
goalposts = [0, 100]
"#;

/// Brazil has all; Colombia lacks z and y, which is a coverage of 0.9 times 1/4 and too little;
/// Peru lacks y (0.9), Chile x and y (0.9 times 3/4), Bolivia x and z (0.1).
const ROWS: &str = "BRA * x 2023 10\nBRA * z 2023 50\nBRA * y 2023 90\nCOL * x 2023 99\nPER * x \
                    2023 60\nPER * z 2023 40\nCHL * z 2023 42\nBOL * y 2023 95";

fn of(a: AssessmentInput) -> Sensitivity {
    let options = SensitivityOptions { base: BaseRows::Fixed(4), ..SensitivityOptions::default() };
    sensitivity(&ran(a), &options, &()).unwrap()
}

fn five(method: &str) -> Sensitivity {
    of(assessment(method, &["2023"], &["BOL", "BRA", "CHL", "COL", "PER"], &[], ROWS))
}

fn weighting(s: &Sensitivity, weights: OtherWeights) -> &Weighting {
    s.weightings.iter().find(|w| w.weights == weights).unwrap()
}

fn left<'s>(s: &'s Sensitivity, code: &str) -> &'s LeftOut {
    s.leave_one_out.iter().find(|l| l.code == code).unwrap()
}

#[test]
fn coverage_is_judged_by_the_stated_weights() {
    let s = five(METHOD);
    // Peru 45, Brazil 0.9 x 40 + 0.1 x 90 = 45, Chile 42.
    let stated: Vec<_> = s.ranked.iter().map(|r| (r.territory.as_str(), r.rank)).collect();
    assert_eq!(stated, [("BRA", 1), ("PER", 1), ("CHL", 3)]);
    // By equal weights Peru has 50, Brazil 60, Chile 42. Chile would have half of half the weight;
    // Bolivia would have half of it, and stays the gap that it is.
    let equal = weighting(&s, OtherWeights::By(WeightsBy::Equal));
    assert_eq!(equal.ranks, [Some(1), Some(2), Some(3)]);
    assert_eq!((equal.unranked, equal.max_rank_shift), (0, 1));
    assert_eq!(equal.would_lose_rank, ["CHL"]);
    assert!((equal.mean_rank_shift - 1.0 / 3.0).abs() < 1e-12);
    // Without enforcement counts Peru has 40, Brazil 54, Chile 42, and all have more of the weight.
    let measured = weighting(&s, OtherWeights::WithoutEnforcement);
    assert_eq!(measured.ranks, [Some(1), Some(3), Some(2)]);
    assert_eq!((measured.unranked, measured.would_lose_rank.len()), (0, 0));
}

#[test]
fn what_is_left_out_leaves_as_many_as_can_be_scored() {
    let s = five(METHOD);
    // Without z Peru has 60, Brazil 0.9 x 10 + 0.1 x 90 = 18, and nothing is known of Chile.
    let z = left(&s, "z");
    assert_eq!((z.unranked, z.max_rank_shift), (1, 1));
    assert_eq!(z.would_lose_rank, ["CHL"]);
    // Without y all keep 0.9 of the weight and more.
    assert_eq!((left(&s, "y").unranked, left(&s, "y").would_lose_rank.len()), (0, 0));
    // Without x Brazil has 54, Peru 40, Chile 42: the same as at weight 0 under other weights.
    let measured = weighting(&s, OtherWeights::WithoutEnforcement);
    assert_eq!(left(&s, "x").mean_rank_shift, measured.mean_rank_shift);
}

#[test]
fn a_roll_up_goes_over_the_members_that_can_be_scored() {
    let method = "id = \"m\"\n[node.top]\nmin_coverage = 0.6\n[indicator.\"x\"]\nparent = \"top\"\n\
                  weight = 9\ngoalposts = [0, 100]\n[indicator.\"y\"]\nparent = \"top\"\ngoalposts \
                  = [0, 100]\n[rollup.territory]\nmin_coverage = 0.4\n";
    // Peru has x alone in both areas; Colombia y beside it in one.
    let rows = "COL firearms x 2023 10\nCOL firearms y 2023 80\nCOL wildlife x 2023 20\nPER \
                firearms x 2023 30\nPER wildlife x 2023 10";
    let s = of(assessment(method, &["2023"], &["COL", "PER"], &["firearms", "wildlife"], rows));
    // Colombia (17 + 20) / 2, Peru 20; by equal weights Colombia (45 + 20) / 2. Peru would have no
    // cell, and Colombia half of its weight.
    let stated: Vec<_> = s.ranked.iter().map(|r| r.territory.as_str()).collect();
    assert_eq!(stated, ["PER", "COL"]);
    let equal = weighting(&s, OtherWeights::By(WeightsBy::Equal));
    assert_eq!((&equal.ranks[..], equal.unranked), (&[Some(2), Some(1)][..], 0));
    assert_eq!(equal.would_lose_rank, ["PER"]);
    // Without x Peru has nothing, Colombia one area.
    let x = left(&s, "x");
    assert_eq!((x.unranked, x.max_rank_shift), (1, 0));
    assert_eq!(x.would_lose_rank, ["PER"]);
}

#[test]
fn rows_are_added_until_the_intervals_are_narrow() {
    let run = ran(assessment(METHOD, &["2023"], &["BRA", "CHL", "PER"], &[], ROWS));
    let with = |base| {
        let options =
            SensitivityOptions { base, leave_one_out: false, ..SensitivityOptions::default() };
        sensitivity(&run, &options, &()).unwrap()
    };
    let grown = |most, width| with(BaseRows::Grown { from: 16, most, width });
    // Rows kept from smaller designs are those of the large one.
    let (all, fixed) = (grown(100, 0.0), with(BaseRows::Fixed(100)));
    assert_eq!((all.base, all.runs, &all.factors), (100, fixed.runs, &fixed.factors));
    assert_eq!((all.first_order_sum, all.joint), (fixed.first_order_sum, fixed.joint));
    assert_eq!(grown(100, 1e9).base, 16);
    let narrow = grown(4096, 0.3);
    assert!(narrow.widest <= 0.3 && (32..4096).contains(&narrow.base), "{}", narrow.base);
    assert!(with(BaseRows::Fixed(narrow.base / 2)).widest > 0.3);
    // What factors explain by themselves and together is all there is.
    let sum: f64 = narrow.factors.iter().map(|f| f.first_order).sum();
    assert!((sum - narrow.first_order_sum.share).abs() < 1e-12);
    assert!((sum + narrow.joint.share - 1.0).abs() < 1e-12);
    assert!((narrow.joint.high - (1.0 - narrow.first_order_sum.low)).abs() < 1e-12);
}

#[test]
fn groups_part_only_those_who_are_told_apart_pair_by_pair() {
    let codes: Vec<String> = (b'A'..=b'Z').map(|c| format!("ZZ{}", char::from(c))).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let rows: String = (0_u32..)
        .zip(&codes)
        .map(|(k, t)| {
            // Steps of 2 points, and 16 more after every seventh, beside errors of 2 to 5.
            let grade = ["A1", "A1", "B2"][k as usize % 3];
            format!("{t} * x 2023 {} grade={grade}\n", 2 * k + 16 * (k / 7))
        })
        .collect();
    let method = "id = \"m\"\nunit = \"territory\"\n[node.top]\n[indicator.\"x\"]\nparent = \
                  \"top\"\ngoalposts = [0, 100]\n";
    let a = assessment(method, &["2023"], &codes, &[], &rows);
    let r = results(AssessmentInput { draws: 4000, ..a });
    let lines: Vec<_> = r
        .ranking(Ranking::Territories, EditionIx::FIRST, NodeIx::FIRST)
        .map(|x| (x.unit, x.draws.clone().unwrap()))
        .collect();
    assert_eq!(r.winning.len(), 26 * 25 / 2);
    let at = |u| lines.iter().position(|(unit, _)| *unit == u).unwrap();
    let group = |u| lines[at(u)].1.tie_group.unwrap();
    let mut groups = 0;
    for p in &r.winning {
        assert!(at(p.above) < at(p.below) && p.ranking == Ranking::Territories);
        if group(p.above) != group(p.below) {
            groups += 1;
            assert!(p.index >= 0.8, "{p:?}");
        }
        if at(p.above) + 1 == at(p.below) {
            assert_eq!(lines[at(p.above)].1.wins_next, Some(p.index));
        }
    }
    assert!(groups > 0 && lines.last().unwrap().1.tie_group > Some(2));
    // Each end of a group rests on a pair across the places within it.
    for (k, pair) in
        lines.windows(2).enumerate().filter(|(_, p)| p[0].1.tie_group == p[1].1.tie_group)
    {
        let open = |p: &&ideal_model::WinningPair| at(p.above) <= k && k < at(p.below);
        assert!(r.winning.iter().filter(open).any(|p| p.index < 0.8), "{pair:?}");
    }
    for (unit, draws) in &lines {
        let clear = draws.clear.unwrap();
        let wins = r.winning.iter().filter(|p| p.above == *unit && p.index >= 0.8).count()
            + r.winning.iter().filter(|p| p.below == *unit && 1.0 - p.index >= 0.8).count();
        assert_eq!(clear.above as usize, wins);
        assert!(draws.low <= draws.median && draws.median <= draws.high);
    }
    let sum = |f: fn(&ideal_model::ClearRows) -> u32| {
        lines.iter().filter_map(|(_, d)| d.clear.as_ref()).map(f).sum::<u32>()
    };
    assert_eq!(sum(|c| c.above), sum(|c| c.below));
    // Among units, which are the same here, not every pair is compared.
    let units = r.ranking(Ranking::Units, EditionIx::FIRST, NodeIx::FIRST);
    let units: Vec<_> = units.filter_map(|x| x.draws.as_ref()).collect();
    assert_eq!(units.len(), 26);
    assert!(units.iter().all(|d| d.tie_group.is_none() && d.clear.is_none()));
    assert!(units[0].wins_next.is_some());
}
