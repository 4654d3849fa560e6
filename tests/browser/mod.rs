//! The report in a browser, worked with by keyboard alone. The page is the one that was written:
//! its policy holds, and nothing is put into it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod devtools;

use std::path::Path;

use ideal::{Assessment, Lang};
use ideal_model::{Ranking, Results, shown};
use ideal_testing::skipped;

use self::devtools::Browser;
use crate::support::ideal;

/// The demonstration in three languages, in a folder; nothing where no browser is.
fn written(dir: &Path) -> Option<Browser> {
    let Some(program) = devtools::found() else {
        skipped("no browser (IDEAL_BROWSER or on PATH), so the report is not worked with");
        return None;
    };
    let args = ["run", "--out", "out", "--lang", "es,en,pt", "--draws", "0", "--formats", "html"];
    ideal(dir, &args).expect_code(0);
    Some(Browser::start(&program, 1440))
}

#[test]
fn the_report_is_worked_with_by_keyboard_in_a_browser() {
    let tmp = tempfile::tempdir().unwrap();
    let Some(mut page) = written(tmp.path()) else { return };
    page.open(&tmp.path().join("out/report.es.html"));
    find(&mut page);
    sort(&mut page);
    sift(&mut page);
    other_weights(&mut page);
    other_language(&mut page);
    narrow(&mut page, &tmp.path().join("out"));
    without_script(&mut page, &tmp.path().join("out/report.pt.html"));
    assert_eq!(page.complaints(), Vec::<String>::new());
}

/// Search without accents, arrows, Enter and Escape.
fn find(page: &mut Browser) {
    page.press("/");
    page.write("mexico");
    assert_eq!(page.see("document.getElementById('find').value"), "mexico");
    assert_eq!(page.see("document.getElementById('find').getAttribute('aria-expanded')"), "true");
    assert_ne!(page.see("document.getElementById('found-count').textContent"), "");
    page.press("ArrowDown");
    assert_eq!(page.see("document.activeElement.getAttribute('aria-activedescendant')"), "found-0");
    page.press("Enter");
    assert_eq!(page.see("location.hash"), "#t-MEX");
    assert_eq!(page.see("document.activeElement.id"), "t-MEX");
    page.until(
        "document.querySelector('.contents details a[aria-current]')?.textContent === 'México'",
    );
    page.press("/");
    page.write("peru cocaina");
    assert_eq!(page.see("document.querySelectorAll('#found li').length"), 1);
    page.press("Escape");
    assert_eq!(page.see("document.getElementById('found').hidden"), true);
}

/// The order of a table, and that it is said.
fn sort(page: &mut Browser) {
    let names = "[...document.querySelectorAll('#ranking tbody')][0].querySelectorAll('th')";
    let first = format!("{names}[0].textContent");
    let before = page.see(&first);
    let head = "[...document.querySelectorAll('#ranking thead button')].find(b => b.textContent === 'Territorio')";
    page.see(&format!("{head}.focus()"));
    page.press("Enter");
    assert_eq!(page.see(&first), "Argentina");
    assert_eq!(page.see(&format!("{head}.parentElement.getAttribute('aria-sort')")), "ascending");
    let said = page.see("document.querySelector('body > .said[role=status]').textContent");
    assert!(said.as_str().unwrap().contains("«Territorio»"), "{said}");
    page.press("Enter");
    assert_ne!(page.see(&first), "Argentina");
    page.press("Enter");
    assert_eq!(page.see(&first), before);
}

/// A filter says what it hides, and paper has all rows.
fn sift(page: &mut Browser) {
    let shown = "[...document.querySelectorAll('#ranking tbody')][0].querySelectorAll('tr:not([hidden])').length";
    let all = page.see(shown);
    page.see("document.querySelector('#ranking .sift input').focus()");
    page.write("mexico");
    assert_eq!(page.see(shown), 1);
    let said = page.see("document.querySelector('#ranking .sift [role=status]').textContent");
    assert_eq!(said, format!("1 de {all} filas a la vista; {} ocultas", all.as_u64().unwrap() - 1));
    page.ask("Emulation.setEmulatedMedia", serde_json::json!({ "media": "print" }));
    let hidden = "[...document.querySelectorAll('main tr')].filter(r => getComputedStyle(r).display === 'none' && !r.closest('#what-if')).length";
    assert_eq!(page.see(hidden), 0);
    page.ask("Emulation.setEmulatedMedia", serde_json::json!({ "media": "" }));
    // Paper has no field, so that the one in use may have lost the focus.
    page.see("document.querySelector('#ranking .sift input').focus()");
    page.press("Escape");
    assert_eq!(page.see(shown), all);
}

/// A weight by keyboard: what the page shows is what the engine computes.
fn other_weights(page: &mut Browser) {
    page.see("document.querySelector('#what-if summary').focus()");
    page.press("Enter");
    assert_eq!(page.see("document.querySelector('#what-if details').open"), true);
    let field = "[...document.querySelectorAll('#what-if .weight')].find(p => p.firstChild.textContent === 'Impacto').querySelector('[type=number]')";
    page.see(&format!("{field}.select(), {field}.focus()"));
    page.write("7.5");
    let demo = Assessment::demo().unwrap().with_draws(0);
    let assessed = demo.weighed([("impact", 7.5)]).unwrap().run().unwrap();
    let results: &Results = &assessed;
    let method = &results.assessment.method;
    let mut wanted: Vec<String> = results
        .ranking(Ranking::Territories, results.last_edition(), method.root)
        .filter_map(|row| {
            let score = results.node(row.unit, method.root)?.score?;
            let text = shown(score, method.decimals, method.rounding).replace('.', ",");
            let name = results.place_of(row.unit)?.names.or_code(Lang::Es, "").to_owned();
            Some(format!("{name} {} {text}", row.rank?))
        })
        .collect();
    let rows = "[...document.querySelectorAll('#what-if [data-part=places] tr')].filter(r => r.cells[2].textContent !== '–').map(r => [0, 2, 4].map(c => r.cells[c].textContent).join(' '))";
    let mut seen: Vec<String> = serde_json::from_value(page.see(rows)).unwrap();
    seen.sort();
    wanted.sort();
    assert_eq!(seen, wanted);
    let lines = page.see("document.querySelector('#what-if [data-part=lines]').textContent");
    assert_eq!(lines, "[node.impact]\nweight = 7.5  # 2.0");
    page.see("document.querySelector('#what-if [data-part=copy]').focus()");
    page.press("Enter");
    page.until("document.querySelector('#what-if [data-part=copied]').textContent !== ''");
}

/// The same place in another language.
fn other_language(page: &mut Browser) {
    page.see("document.getElementById('t-COL').scrollIntoView({ behavior: 'instant' })");
    page.until(
        "document.querySelector('.contents details a[aria-current]')?.textContent === 'Colombia'",
    );
    page.see("document.querySelector('.languages a[hreflang=pt]').focus({ preventScroll: true })");
    page.press("Enter");
    page.loaded();
    let at = page.see("location.pathname.split('/').pop() + location.hash");
    assert_eq!(at, "report.pt.html#t-COL");
    assert_eq!(page.see("document.documentElement.lang"), "pt");
}

/// Nothing is wider than a small telephone.
fn narrow(page: &mut Browser, folder: &Path) {
    for lang in Lang::ALL {
        page.width(320);
        page.open(&folder.join(format!("report.{lang}.html")));
        page.see("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        let width = page.see("document.documentElement.scrollWidth").as_u64().unwrap();
        assert!(width <= 320, "{lang}: {width}");
    }
}

/// What only the script can do is not to be seen where there is none.
fn without_script(page: &mut Browser, file: &Path) {
    page.ask("Emulation.setScriptExecutionDisabled", serde_json::json!({ "value": true }));
    for width in [320, 1440] {
        page.width(width);
        page.open(file);
        let drawn =
            "[...document.querySelectorAll('[data-script]')].map(e => getComputedStyle(e).display)";
        assert_eq!(page.see(drawn), serde_json::json!(["none", "none", "none"]), "{width}");
    }
}
