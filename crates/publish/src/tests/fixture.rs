//! A document that has everything a document can have, and one full of texts that attack.

use ideal_model::Lang;
use ideal_report::Chart;
use ideal_report::document::{
    Band, Block, Cell, Column, Cover, Document, Fact, Labels, Look, Number, NumberForm, Row, Run,
    Section, Table, Target, Text,
};

/// Texts that a format may take for its own signs.
pub const HOSTILE: [&str; 22] = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "\"><img src=x onerror=alert(1)>",
    "Per\u{202e}u\u{202c} x",
    "two\nlines\r\nand\ta tab",
    "]]> & &amp; &#60;",
    "nul\0 esc\u{1b}[31m bell\u{7} c1\u{9b} none\u{fffe}",
    "#read(\"/etc/passwd\") #panic() \\u{41}",
    "$x^2$ and @ref <label>",
    "*x* _y_ **z** ~~w~~ `code`",
    "[a link](javascript:alert(1)) ![i](x) <https://evil.example>",
    "https://evil.example/ www.evil.example a@b.example",
    "# no heading",
    "- no item",
    "1. no number",
    "| a | b |",
    "{ HYPERLINK \"https://evil.example\" } PAGE \\* MERGEFORMAT",
    "+1-2@SUM(A1)",
    "&P &N &D &&",
    "مصر Việt 東京 🙂 é",
    "---",
    "`a``b` \\ | c",
];

fn text(text: &str) -> Text {
    Text::plain(text)
}

fn number(value: f64, text: &str, form: NumberForm, band: Option<Band>) -> Cell {
    Cell::Number(Number { value, text: text.to_owned(), form, band, notes: Vec::new() })
}

fn band(value: f64) -> Option<Band> {
    let (label, ground, ink) = match value {
        v if v < 40.0 => ("bajo", "#F6E2CB", "#1F1A24"),
        v if v < 60.0 => ("medio", "#EFB484", "#1F1A24"),
        v if v < 80.0 => ("alto", "#C05B6C", "#FFFFFF"),
        _ => ("muy alto", "#4E1F55", "#FFFFFF"),
    };
    Some(Band { label: label.to_owned(), ground: ground.to_owned(), ink: ink.to_owned() })
}

fn comma(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}").replace('.', ",").replace('-', "\u{2212}")
}

fn column(head: &str, numbers: bool) -> Column {
    Column { head: head.to_owned(), numbers }
}

fn table(id: &str, caption: &str, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    Table {
        id: id.to_owned(),
        caption: text(caption),
        columns,
        rows,
        notes: Vec::new(),
        series: None,
    }
}

/// Territories in their order, one of them a gap.
fn ranking() -> Table {
    const NAMES: [&str; 12] = [
        "México",
        "Colombia",
        "Ecuador",
        "Brasil",
        "Honduras",
        "Venezuela (República Bolivariana de)",
        "Guatemala",
        "Perú",
        "El Salvador",
        "Paraguay",
        "Chile",
        "Uruguay",
    ];
    let mut rows: Vec<Row> = Vec::new();
    for (i, name) in NAMES.iter().enumerate() {
        let score = 84.0 - 5.237_1 * i as f64;
        let change = (i as f64 - 4.0) * 1.31 - 0.02;
        rows.push(Row {
            cells: vec![
                number(i as f64 + 1.0, &(i + 1).to_string(), NumberForm::Count, None),
                Cell::Text(text(name)),
                number(score, &comma(score, 1), NumberForm::Decimals(1), band(score)),
                Cell::Text(text(&format!("{}–{}", comma(score - 4.0, 0), comma(score + 4.0, 0)))),
                number(
                    change,
                    &format!("{}{}", if change > 0.0 { "+" } else { "" }, comma(change, 1)),
                    NumberForm::Signed(1),
                    None,
                ),
                number(
                    0.81 - 0.03 * i as f64,
                    &comma(81.0 - 3.0 * i as f64, 0),
                    NumberForm::Percent(0),
                    None,
                ),
            ],
            group: i.is_multiple_of(4) && i > 0,
            ..Row::default()
        });
    }
    if let Cell::Number(score) = &mut rows[4].cells[2] {
        score.notes = vec!["solo registros policiales".to_owned(), "sin Impacto".to_owned()];
    }
    let mut gap = Row { cells: vec![Cell::Blank; 6], unused: true, ..Row::default() };
    gap.cells[1] = Cell::Text(text("Cuba"));
    gap.cells[5] = number(0.12, "12", NumberForm::Percent(0), None);
    rows.push(gap);
    let columns = vec![
        column("Posición", true),
        column("Territorio", false),
        column("Prioridad", true),
        column("Intervalo del 90 %", false),
        column("Cambio desde 2021", true),
        column("Cobertura", true),
    ];
    let mut out =
        table("ranking_territories", "Territorios según su prioridad, 2023", columns, rows);
    out.notes.push(text("Una línea separa grupos que las simulaciones distinguen."));
    out
}

/// As many columns as fit on no upright page.
fn wide() -> Table {
    let mut columns = vec![column("Territorio", false)];
    columns.extend((1..=16).map(|i| column(&format!("Área criminal {i}"), true)));
    let row = |r: usize| Row {
        cells: std::iter::once(Cell::Text(text(&format!("Territorio número {r}"))))
            .chain((0..16).map(|c| {
                let value = ((r * 31 + c * 17) % 97) as f64 + 0.25;
                if (r + c).is_multiple_of(7) {
                    Cell::Blank
                } else {
                    number(value, &comma(value, 1), NumberForm::Decimals(1), band(value))
                }
            }))
            .collect(),
        ..Row::default()
    };
    table(
        "matrix",
        "Puntuación de cada territorio en cada área criminal",
        columns,
        (1..=24).map(row).collect(),
    )
}

/// More rows than a page has.
fn long() -> Table {
    let columns = vec![
        column("Código", false),
        column("Fuente", false),
        column("Registros", true),
        column("Dirección", false),
    ];
    let row = |i: usize| Row {
        cells: vec![
            Cell::Text(Text::of(format!("fuente-{i:03}"), Look::Code)),
            Cell::Text(text(
                "Oficina de las Naciones Unidas contra la Droga y el Delito, serie anual de homicidios intencionales",
            )),
            number(1234.0 * i as f64, &format!("{}", 1234 * i), NumberForm::Count, None),
            Cell::Text(
                text("dataunodc.un.org")
                    .leading(&Target::Web(format!("https://dataunodc.un.org/dp?i={i}&x=1"))),
            ),
        ],
        ..Row::default()
    };
    table("sources", "Fuentes de la evaluación", columns, (1..=90).map(row).collect())
}

/// A small drawing with what ours have: texts in Inter, a hatch, an upright text, a title.
pub fn chart(name: &str, alt: &str) -> Chart {
    let bars: String = (0..8)
        .map(|i| {
            let (y, w) = (50 + i * 26, 560 - i * 60);
            format!(
                "<rect x=\"180\" y=\"{y}\" width=\"{w}\" height=\"18\" fill=\"#1E6A70\"/>\
                 <text x=\"170\" y=\"{}\" text-anchor=\"end\" font-family=\"Inter, Helvetica, sans-serif\" \
                 font-size=\"13\" fill=\"#1F1A24\">Territorio {}</text>",
                y + 13, i + 1
            )
        })
        .collect();
    let svg = format!(
        "<svg viewBox=\"0 0 910 300\" width=\"910\" height=\"300\" role=\"img\" \
         xmlns=\"http://www.w3.org/2000/svg\"><title>Prioridad</title><defs><pattern id=\"h-{name}\" width=\"6\" \
         height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" \
         fill=\"#FFFFFF\"/><path d=\"M0 0V6\" stroke=\"#B9B2BD\" stroke-width=\"2.4\"/></pattern></defs>\
         <text x=\"10\" y=\"24\" font-family=\"Inter\" font-weight=\"bold\" font-size=\"16\" \
         fill=\"#1F1A24\">Prioridad por territorio ≥ 40 → μ مصر</text>{bars}<rect x=\"700\" y=\"50\" width=\"200\" \
         height=\"200\" fill=\"url(#h-{name})\"/></svg>\n"
    );
    Chart { name: name.to_owned(), svg, alt: alt.to_owned() }
}

fn labels() -> Labels {
    Labels {
        contents: "Contenido".to_owned(),
        cover: "Portada".to_owned(),
        notes: "Notas".to_owned(),
        table: "Tabla".to_owned(),
        figure: "Figura".to_owned(),
        page: "Página {page} de {pages}".to_owned(),
        blank: "Una celda vacía es un vacío de información: no es cero.".to_owned(),
    }
}

fn section(anchor: &str, title: &str, blocks: Vec<Block>, parts: Vec<Section>) -> Section {
    Section { anchor: anchor.to_owned(), title: title.to_owned(), blocks, parts }
}

/// A document with every kind of piece, look, link, cell and number.
pub fn specimen() -> Document {
    let mixed = text("México encabeza «Prioridad» con ")
        .and("84,0", Look::Strong)
        .and(", ", Look::Plain)
        .and("confianza media", Look::Emphasis)
        .and(" (de 100; véase ", Look::Aside);
    let mut mixed = Text(
        [mixed.0, text("la clasificación").leading(&Target::Section("ranking".to_owned())).0]
            .concat(),
    );
    mixed = mixed.and(" y ", Look::Plain).and("method.toml", Look::Code).and(").", Look::Plain);
    let fact = |name: &str, says: &str| Fact { name: name.to_owned(), text: text(says) };
    let summary = vec![
        Block::Notice {
            title: "Antes de leer".to_owned(),
            lines: vec![
                text(
                    "La clasificación no es una clasificación de gobiernos: promedia áreas criminales que el método pondera.",
                ),
                text("Un vacío no es calma: los países con más vacíos son los que menos informan."),
            ],
        },
        Block::Paragraph(mixed),
        Block::List(vec![
            text("Ecuador sube 16,2 puntos desde 2021, más allá del ruido."),
            text("La evidencia de nueve países es de registros policiales únicamente."),
            text("Véase la fuente: ").and("UNODC", Look::Plain),
        ]),
        Block::Facts(vec![
            fact("Territorios evaluados", "20"),
            fact("Áreas criminales", "27"),
            fact("Simulaciones", "10 000 por celda, con la semilla 7"),
        ]),
        Block::Figure {
            chart: chart(
                "ranking.es",
                "Barras de ocho territorios; el primero tiene 84,0 y el último 30,1.",
            ),
            caption: text("Prioridad de los territorios en 2023, con su intervalo."),
        },
    ];
    let web = text("Los datos están en ").0.into_iter().chain([Run {
        text: "la página de la UNODC".to_owned(),
        look: Look::Plain,
        leads: Some(Target::Web("https://dataunodc.un.org/?a=1&b=(2)".to_owned())),
    }]);
    let parts = vec![
        section(
            "ranking_areas",
            "Por área criminal",
            vec![Block::Paragraph(Text(web.collect())), Block::Table(wide())],
            Vec::new(),
        ),
        section(
            "deep",
            "Detalle",
            vec![Block::Paragraph(text("Una parte de una parte."))],
            vec![section(
                "deeper",
                "Más detalle",
                vec![Block::Paragraph(text("Todavía más."))],
                Vec::new(),
            )],
        ),
    ];
    Document {
        locale: Lang::Es.into(),
        cover: Cover {
            kicker: "Evaluación de amenazas de crimen organizado".to_owned(),
            title: "Amenazas del crimen organizado en América Latina".to_owned(),
            edition: "Edición 2023".to_owned(),
            mark: "TLP:AMBER".to_owned(),
            date: Some("31 de marzo de 2026".to_owned()),
            facts: vec![
                fact("Método", "IDEAL de demostración, versión 3"),
                Fact {
                    name: "Huella del método".to_owned(),
                    text: Text::of(
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                        Look::Code,
                    ),
                },
            ],
        },
        sections: vec![
            section("summary", "Resumen", summary, Vec::new()),
            section(
                "ranking",
                "Clasificación",
                vec![
                    Block::Paragraph(text("Los territorios, del de mayor al de menor prioridad.")),
                    Block::Table(ranking()),
                ],
                parts,
            ),
            section(
                "sources",
                "Fuentes",
                vec![
                    Block::Table(long()),
                    Block::Table(table(
                        "empty",
                        "Registros retirados",
                        vec![column("Registro", false)],
                        Vec::new(),
                    )),
                ],
                Vec::new(),
            ),
        ],
        colophon: vec![
            text("ideal 0.1.0").and(" · método ", Look::Aside).and("9f86d081", Look::Code),
        ],
        labels: labels(),
    }
}

/// The same with hostile texts wherever a text can stand.
pub fn hostile() -> Document {
    let all = || HOSTILE.iter();
    let mut document = specimen();
    let cover = &mut document.cover;
    for (i, place) in [&mut cover.kicker, &mut cover.title, &mut cover.edition, &mut cover.mark]
        .into_iter()
        .enumerate()
    {
        *place = HOSTILE[i * 5 % HOSTILE.len()].to_owned();
    }
    cover.mark = "TLP:RED &P <b>".to_owned();
    cover.facts = all().map(|h| Fact { name: (*h).to_owned(), text: text(h) }).collect();
    document.colophon = all().map(|h| text(h)).collect();
    document.labels.page = "</w:t> {page} & {pages} #x".to_owned();
    document.labels.table = "#Tabla<".to_owned();
    let looks = [Look::Plain, Look::Strong, Look::Emphasis, Look::Aside, Look::Code];
    let bad = Target::Web("javascript:alert(1)".to_owned());
    let odd = Target::Web("https://a.example/\"><x>|)(\u{e9}".to_owned());
    let mut blocks: Vec<Block> = Vec::new();
    for look in looks {
        blocks
            .extend(all().map(|h| Block::Paragraph(Text::of(*h, look).and(" tail", Look::Plain))));
        blocks.push(Block::List(all().map(|h| Text::of(*h, look)).collect()));
    }
    for to in [&bad, &odd, &Target::Section("summary".to_owned())] {
        blocks.extend(all().map(|h| Block::Paragraph(text(h).leading(to))));
    }
    blocks
        .push(Block::Facts(all().map(|h| Fact { name: (*h).to_owned(), text: text(h) }).collect()));
    for h in HOSTILE {
        blocks.push(Block::Notice { title: h.to_owned(), lines: vec![text(h)] });
    }
    blocks.push(Block::Figure { chart: chart("odd.es", HOSTILE[2]), caption: text(HOSTILE[0]) });
    let giant = "abc def ".repeat(625) + &"x".repeat(5_000);
    let mut rows: Vec<Row> = all()
        .map(|h| Row {
            cells: vec![
                Cell::Text(text(h)),
                Cell::Text(Text::of(*h, Look::Code)),
                number(f64::NAN, h, NumberForm::Decimals(1), None),
            ],
            ..Row::default()
        })
        .collect();
    for (row, h) in rows.iter_mut().zip(HOSTILE) {
        if let Some(Cell::Number(number)) = row.cells.last_mut() {
            number.notes.push(h.to_owned());
        }
    }
    rows.push(Row {
        cells: vec![
            Cell::Text(text(&giant)),
            Cell::Blank,
            number(f64::INFINITY, "∞", NumberForm::Count, None),
        ],
        ..Row::default()
    });
    let mut odd_table = table(
        "hostile",
        HOSTILE[0],
        vec![column(HOSTILE[1], false), column(HOSTILE[1], false), column(HOSTILE[9], true)],
        rows,
    );
    odd_table.notes = all().map(|h| text(h)).collect();
    blocks.push(Block::Table(odd_table));
    let parts = HOSTILE
        .iter()
        .enumerate()
        .map(|(i, h)| section(&format!("h{i}"), h, Vec::new(), Vec::new()))
        .collect();
    document.sections.push(section("hostile", HOSTILE[5], blocks, parts));
    document
}

/// A text of the fixture as every format prints it, without blanks.
pub fn bare(text: &str) -> String {
    ideal_report::document::readable(text).chars().filter(|c| !c.is_whitespace()).collect()
}
