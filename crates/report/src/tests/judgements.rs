//! Key judgements and priorities follow from the results by their rules.

use ideal_engine::{CollectionItem, Wanting};
use ideal_model::{Lang, Ranking, Results, UnitIx, Verdict};
use ideal_testing::fixture::{Fixture, results};

use super::{small, text};
use crate::Report;

fn drawn() -> Results {
    results(&Fixture { draws: true, ..small() })
}

/// A section of the page.
fn section(r: &Results, lang: Lang, id: &str) -> String {
    let html = Report::new(r).language(lang).html().unwrap();
    let from = html.split(&format!("<section id=\"{id}\">")).nth(1).unwrap();
    from.split("</section>").next().unwrap().to_owned()
}

/// Judgements of the page, each as its two sentences.
fn judgements(r: &Results, lang: Lang) -> Vec<[String; 2]> {
    let shorter = |html: &str| text(html).split_whitespace().collect::<Vec<_>>().join(" ");
    let section = section(r, lang, "judgements");
    let items = section.split("<li><p>").skip(1);
    let of = |item: &str| {
        let (said, rest) = item.split_once("</p>").unwrap();
        [shorter(said), shorter(rest.split("</li>").next().unwrap())]
    };
    items.map(of).collect()
}

/// Says how often each of a ranking is first; of all other places nothing.
fn first_so_often(r: &mut Results, ranking: Ranking, shares: &[f64]) {
    let (last, root) = (r.last_edition(), r.assessment.method.root);
    let wanted = r.rankings.iter_mut().filter(|row| {
        row.ranking == ranking && row.edition == last && row.node == root && row.rank.is_some()
    });
    for (i, row) in wanted.enumerate() {
        let draws = row.draws.as_mut().unwrap();
        draws.acceptability.fill(0.0);
        draws.top.fill(0.0);
        draws.acceptability[0] = shares.get(i).copied().unwrap_or(0.0);
        draws.tie_group = Some(1);
    }
}

#[test]
fn without_draws_there_is_a_sentence_and_no_word_of_likelihood() {
    let r = results(&small());
    for (lang, said) in [
        (Lang::En, "Without simulations nothing can be said of how likely anything is"),
        (Lang::Es, "Sin simulaciones no puede decirse cuán probable es nada"),
        (Lang::Pt, "Sem simulações não se pode dizer quão provável é coisa alguma"),
    ] {
        let section = section(&r, lang, "judgements");
        assert!(section.contains(said), "{lang}: {section}");
        assert_eq!(section.matches("<p").count(), 1, "{lang}");
        assert!(!section.contains("<table") && !section.contains("<li"), "{lang}");
    }
}

#[test]
fn who_is_first_is_said_with_the_word_of_its_share() {
    // 1,000 draws: a share has to be 3.2 points past an edge.
    for (share, said) in [
        (0.999, "It is almost certain (more than 99 %) that Argentina has the highest"),
        (0.97, "It is very likely (97 %) that Argentina has the highest"),
        (0.82, "It is likely (82 %) that Argentina has the highest"),
        (0.58, "Which territory has the highest “Priority” cannot be said"),
        (0.2, "Which territory has the highest “Priority” cannot be said"),
    ] {
        let mut r = drawn();
        let root = r.assessment.method.root;
        let last = r.last_edition();
        // The one with this share is Argentina, wherever it ranks.
        let rows = r.ranking(Ranking::Territories, last, root).filter(|x| x.rank.is_some());
        let at = rows.map(|x| r.place_code(x.unit)).position(|code| code == "ARG").unwrap();
        let shares: Vec<f64> = (0..=at).map(|i| if i == at { share } else { 0.0 }).collect();
        first_so_often(&mut r, Ranking::Territories, &shares);
        let found = judgements(&r, Lang::En);
        let [first, _] = &found[0];
        assert!(first.starts_with(said), "{share}: {first}");
        // Of everybody else nothing is likely, so nobody else is named.
        assert!(
            found.iter().filter(|j| j[0].contains("territories with the highest")).count() <= 1
        );
    }
    // In Portuguese with the article, in Spanish with the mood that the word asks for.
    let mut r = drawn();
    first_so_often(&mut r, Ranking::Territories, &[1.0]);
    let [pt, _] = &judgements(&r, Lang::Pt)[0];
    let [es, _] = &judgements(&r, Lang::Es)[0];
    assert!(pt.contains("que o ") || pt.contains("que a ") || pt.contains("que Cuba "), "{pt}");
    assert!(es.contains(" tiene el valor más alto"), "{es}");
    first_so_often(&mut r, Ranking::Territories, &[0.9]);
    assert!(judgements(&r, Lang::Es)[0][0].contains(" tenga el valor más alto"));
}

#[test]
fn a_likelihood_and_a_confidence_share_no_sentence_and_there_are_at_most_seven() {
    let r = drawn();
    for (lang, words, confidence) in [
        (Lang::En, ["likely", "certain"], "onfidence"),
        (Lang::Es, ["probable", "seguro"], "onfianza"),
        (Lang::Pt, ["provável", "certo"], "onfiança"),
    ] {
        let found = judgements(&r, lang);
        assert!((2..=7).contains(&found.len()), "{lang}: {found:?}");
        for [said, beside] in &found {
            assert!(!said.contains(confidence), "{said}");
            assert!(words.iter().all(|w| !beside.contains(w)), "{beside}");
        }
        // What cannot be judged comes last, and claims neither.
        let [said, beside] = found.last().unwrap();
        assert!(words.iter().all(|w| !said.contains(w)) && !beside.contains(confidence), "{said}");
    }
}

#[test]
fn nothing_that_rests_on_counts_alone_is_said_to_lead() {
    let mut r = drawn();
    first_so_often(&mut r, Ranking::CrimeAreas, &[1.0]);
    let leads = |r: &Results| {
        judgements(r, Lang::En).iter().any(|j| j[0].contains("is the crime area with the highest"))
    };
    let (last, root) = (r.last_edition(), r.assessment.method.root);
    let unit = r.ranking(Ranking::CrimeAreas, last, root).find(|x| x.rank == Some(1)).unwrap().unit;
    r.node_mut(unit, root).unwrap().on_enforcement_alone = false;
    assert!(leads(&r));
    r.node_mut(unit, root).unwrap().on_enforcement_alone = true;
    assert!(!leads(&r));
}

/// The cells of the last edition that have a root.
fn assessed(r: &Results) -> Vec<UnitIx> {
    let (last, root) = (r.last_edition(), r.assessment.method.root);
    let own = |u: &UnitIx| {
        let key = &r.units[*u];
        key.edition == last && !key.rollup && r.node(*u, root).unwrap().verdict == Verdict::Assessed
    };
    r.unit_indices().filter(own).collect()
}

#[test]
fn a_cell_is_listed_by_its_bands_and_parted_by_its_confidence() {
    let mut r = drawn();
    let root = r.assessment.method.root;
    let cells = assessed(&r);
    let cut = r.assessment.method.confidence.moderate;
    let high = r.assessment.method.bands.iter().position(|b| b.id == "high").unwrap() as u16;
    // Nothing is high but one, whose place in the lists follows from what is known of it.
    for &u in &cells {
        let node = r.node_mut(u, root).unwrap();
        (node.band, node.band_to) = (Some(high - 1), None);
    }
    let unit = cells[0];
    r.without.retain(|w| w.unit != unit);
    let mut listed = |band: u16, to: Option<u16>, confidence: f64, alone: bool| {
        let node = r.node_mut(unit, root).unwrap();
        (node.band, node.band_to) = (Some(band), to);
        (node.confidence, node.on_enforcement_alone) = (Some(confidence), alone);
        let section = section(&r, Lang::En, "priorities");
        let lists: Vec<usize> = section
            .split("<h3>")
            .skip(1)
            .map(|list| list.matches("href=\"#cell-").count())
            .collect();
        lists
    };
    assert_eq!(listed(high - 1, None, 0.9, false), [0, 0, 0]);
    assert_eq!(listed(high, None, cut, false), [1, 0, 0]);
    assert_eq!(listed(high, Some(high + 1), 0.9, false), [1, 0, 0]);
    assert_eq!(listed(high - 1, Some(high), 0.9, false), [0, 1, 0]);
    assert_eq!(listed(high, None, cut - 1e-9, false), [0, 0, 1]);
    assert_eq!(listed(high - 1, Some(high), 0.9, true), [0, 0, 1]);
}

#[test]
fn what_moved_a_score_is_told_with_both_values_and_periods() {
    let mut r = drawn();
    let last = r.last_edition();
    let (arg, root) =
        (r.find_unit("ARG", "*", r.assessment.editions[1]).unwrap(), r.assessment.method.root);
    r.node_mut(arg, root).unwrap().change = Some(1.0);
    let wanted = r.assessment.method.indicator_index("wb.homicide").unwrap();
    for i in 0..r.leaves.len() {
        let unit = r.leaves[i].unit;
        if r.place_code(unit) != "ARG" {
            continue;
        }
        let before = r.units[unit].edition != last;
        let leaf = &mut r.leaves[i];
        // Everything says what it said, but one.
        (leaf.denominated, leaf.period) = (Some(1.0), None);
        if leaf.indicator == wanted {
            leaf.denominated = Some(if before { 7.25 } else { 31.5 });
            leaf.normalised = Some(if before { 20.0 } else { 70.0 });
        }
    }
    let profile = |r: &Results| {
        let html = Report::new(r).language(Lang::En).html().unwrap();
        html.split("id=\"t-ARG\"").nth(1).unwrap().split("</article>").next().unwrap().to_owned()
    };
    let draws = |r: &mut Results, up: f64| {
        let interval = r.node_mut(arg, root).unwrap().interval.as_mut().unwrap();
        (interval.up, interval.down) = (Some(up), Some(0.0));
    };
    draws(&mut r, 0.79);
    let within = profile(&r);
    assert!(!within.contains("Why it moved") && within.contains("does not stand out"));
    draws(&mut r, 0.8);
    let beyond = profile(&r);
    let told = beyond.split("Why it moved").nth(1).unwrap().split("</table>").next().unwrap();
    let rows: Vec<&str> = told.split("<tr>").skip(2).collect();
    assert_eq!(rows.len(), 1, "{told}");
    let row = text(rows[0]);
    assert!(row.contains("7.25") && row.contains("31.5") && row.contains("+50.0"), "{row}");
}

#[test]
fn bands_that_draws_leave_open_are_told_from_a_twentieth_on() {
    let mut r = drawn();
    let root = r.assessment.method.root;
    let every = r.find_unit("*", "*", r.assessment.editions[1]).unwrap();
    let shares = vec![0.04, 0.3, 0.61, 0.05];
    r.node_mut(every, root).unwrap().interval.as_mut().unwrap().bands = shares;
    let outlook = section(&r, Lang::En, "outlook");
    let row = outlook.split("All territories").nth(1).unwrap().split("</tr>").next().unwrap();
    let row = text(row).replace('\u{a0}', " ");
    let said = "High: likely (61 %); Moderate: unlikely (30 %); Severe: very unlikely (5 %)";
    assert!(row.contains(said) && !row.contains("Low"), "{row}");
    // Without draws there is no word of likelihood.
    let plain = section(&results(&small()), Lang::En, "outlook");
    assert!(plain.contains("This is no forecast") && !plain.contains("likely ("), "{plain}");
}

#[test]
fn what_is_asked_in_several_territories_for_one_reason_is_one_question() {
    let r = drawn();
    let item = |territory: &str, reason: Wanting, value: f64| CollectionItem {
        territory: territory.to_owned(),
        crime_area: "*".to_owned(),
        edition: "2023".to_owned(),
        node: "impact".to_owned(),
        indicator: "wb.homicide".to_owned(),
        reason,
        value,
        weight: 0.1,
        sd: 5.0,
    };
    let items = [
        item("CHL", Wanting::Missing, 2.5),
        item("ARG", Wanting::Weak, 1.75),
        item("BOL", Wanting::Missing, 1.5),
    ];
    let report = Report::new(&r).language(Lang::En);
    assert!(!report.html().unwrap().contains("id=\"collection\""), "without a plan");
    let html = report.collection(&items).html().unwrap();
    let section = html.split("<section id=\"collection\">").nth(1).unwrap();
    let section = section.split("</section>").next().unwrap();
    let rows: Vec<String> = section.split("<tr>").skip(2).map(text).collect();
    assert_eq!(rows.len(), 2, "{section}");
    assert!(rows[0].contains("Chile and Bolivia") && rows[0].contains("2.50"), "{}", rows[0]);
    assert!(rows[1].contains("Argentina") && rows[1].contains("low confidence"), "{}", rows[1]);
}
