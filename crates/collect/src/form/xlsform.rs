//! The questions of a panel as an XLSForm: flat, one question a column of what is exported.
//!
//! The format is that of <https://docs.getodk.org/form-language>. Matrices lose data on export, so
//! there are none, and no groups, so that columns are called as the questions are.

use ideal_model::{Names, shortest};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::names::form_name;
use crate::drawing::{DrawError, properties};
use crate::origin::origin;
use crate::questionnaire::{Asked, Questionnaire};
use crate::round::Item;
use crate::workbook::{
    Block, Field, LEAST_CONFIDENCE, MARKS, MOST_CONFIDENCE, MachineKey, SCHEMA, STATES,
};

/// A row of the sheet `survey`; texts have one cell for each language.
#[derive(Default)]
struct Question {
    kind: String,
    name: String,
    label: Vec<String>,
    hint: Vec<String>,
    required: bool,
    relevant: String,
    constraint: String,
    message: Vec<String>,
    calculation: String,
}

/// A row of the sheet `choices`.
struct Choice {
    list: String,
    name: String,
    label: Vec<String>,
}

/// The form of a questionnaire, given in each of its languages, the first being the main one.
pub(crate) fn xlsform(all: &[Questionnaire<'_>]) -> Result<Vec<u8>, DrawError> {
    let form = Form { all };
    let mut book = Workbook::new();
    book.set_properties(&properties()?);
    let head = Format::new().set_bold();
    form.survey(book.add_worksheet().set_name("survey")?, &head)?;
    form.choices(book.add_worksheet().set_name("choices")?, &head)?;
    form.settings(book.add_worksheet().set_name("settings")?, &head)?;
    Ok(book.save_to_buffer()?)
}

struct Form<'f> {
    all: &'f [Questionnaire<'f>],
}

impl Form<'_> {
    /// A text in each language.
    fn each(
        &self,
        text: impl Fn(&Questionnaire<'_>) -> Result<String, DrawError>,
    ) -> Result<Vec<String>, DrawError> {
        self.all.iter().map(text).collect()
    }

    /// The message `id` in each language.
    fn say(&self, id: &str, variables: &[(&str, &str)]) -> Result<Vec<String>, DrawError> {
        self.each(|q| Ok(q.words.tell(id, variables)?))
    }

    /// The languages as a form names them: `Español (es)`.
    fn languages(&self) -> Result<Vec<String>, DrawError> {
        self.each(|q| {
            let name = q.words.tell("collect-form-language", &[])?;
            Ok(format!("{name} ({})", q.lang))
        })
    }

    fn survey(&self, sheet: &mut Worksheet, head: &Format) -> Result<(), DrawError> {
        let languages = self.languages()?;
        let in_each =
            |column: &'static str| languages.iter().map(move |l| format!("{column}::{l}"));
        let columns = ["type", "name"]
            .map(str::to_owned)
            .into_iter()
            .chain(in_each("label"))
            .chain(in_each("hint"))
            .chain(["required", "relevant", "constraint"].map(str::to_owned))
            .chain(in_each("constraint_message"))
            .chain(["calculation".to_owned()]);
        for (at, column) in (0_u16..).zip(columns) {
            sheet.write_string_with_format(0, at, column, head)?;
        }
        for (row, question) in (1_u32..).zip(self.questions()?) {
            let required = if question.required { "yes" } else { "" };
            let blank = vec![String::new(); self.all.len()];
            let filled =
                |texts: &Vec<String>| if texts.is_empty() { blank.clone() } else { texts.clone() };
            let cells = [question.kind, question.name]
                .into_iter()
                .chain(filled(&question.label))
                .chain(filled(&question.hint))
                .chain([required.to_owned(), question.relevant, question.constraint])
                .chain(filled(&question.message))
                .chain([question.calculation]);
            write(sheet, row, cells)?;
        }
        Ok(())
    }

    fn questions(&self) -> Result<Vec<Question>, DrawError> {
        let Some(main) = self.all.first() else { return Ok(Vec::new()) };
        let mut out = Vec::new();
        let origin = origin(main.project, main.round, main.panel, main.lang, None);
        for (word, key) in MachineKey::ALL {
            let text = match key {
                MachineKey::Schema => SCHEMA,
                MachineKey::Round => &main.round.id,
                MachineKey::Panel => &main.panel.id,
                MachineKey::MethodSha256 => &main.project.method_sha256,
                MachineKey::Second => "false",
                MachineKey::Language => main.lang.tag(),
                MachineKey::IssuedFrom => &origin,
                MachineKey::Rater => continue,
            };
            out.push(Question {
                kind: "calculate".to_owned(),
                name: (*word).to_owned(),
                calculation: format!("'{text}'"),
                ..Question::default()
            });
        }
        out.push(Question {
            kind: "text".to_owned(),
            name: MachineKey::Rater.word().to_owned(),
            label: self.say("collect-form-rater", &[])?,
            required: true,
            constraint: "regex(., '^[A-Za-z0-9][A-Za-z0-9_-]{0,11}$')".to_owned(),
            message: self.say("collect-form-rater-check", &[])?,
            ..Question::default()
        });
        for i in 0..main.rows.len() {
            self.rating(i, &mut out)?;
        }
        Ok(out)
    }

    /// The same row in each language.
    fn row_in_each(
        &self,
        i: usize,
        text: impl Fn(&Questionnaire<'_>, &Asked<'_>) -> Result<String, DrawError>,
    ) -> Result<Vec<String>, DrawError> {
        self.each(|q| q.rows.get(i).map_or(Ok(String::new()), |asked| text(q, asked)))
    }

    /// The questions of a row.
    fn rating(&self, i: usize, out: &mut Vec<Question>) -> Result<(), DrawError> {
        let Some(asked) = self.all.first().and_then(|q| q.rows.get(i)) else { return Ok(()) };
        let item = asked.row.item;
        let name = |field: Field| form_name(&asked.row.id, field);
        let best = name(Field::Best);
        let [low, high] = item.scale.map(shortest);
        // Numbers of a wide scale are typed; a text can be one of the words as well.
        let typed = !item.is_listed();
        let allowed = STATES.map(|s| format!(". = '{s}' or ")).concat();
        let (kind, constraint) = match typed {
            false => (format!("select_one {}", list(item)), String::new()),
            true => (
                "text".to_owned(),
                format!("{allowed}(number(.) >= {low} and number(.) <= {high})"),
            ),
        };
        let given = [("low", low.as_str()), ("high", high.as_str())];
        let message = if typed { self.say("collect-check-best", &given)? } else { Vec::new() };
        out.push(Question {
            kind,
            constraint,
            message,
            name: best.clone(),
            label: self.row_in_each(i, label)?,
            hint: self.row_in_each(i, |q, asked| {
                let point = |(value, names): &(f64, Names)| {
                    names.get(q.lang).map(|text| format!("{}: {text}", shortest(*value)))
                };
                let points: Vec<String> = asked.row.item.anchors.iter().filter_map(point).collect();
                Ok(points.join("\n"))
            })?,
            ..Question::default()
        });
        let words = STATES.map(|s| format!(" and ${{{best}}} != '{s}'")).concat();
        let is_number = format!("${{{best}}} != ''{words}");
        for (field, label, relation, check) in [
            (Field::Low, "collect-form-low", "<=", "collect-check-low"),
            (Field::High, "collect-form-high", ">=", "collect-check-high"),
        ] {
            out.push(Question {
                kind: "decimal".to_owned(),
                name: name(field),
                label: self.say(label, &[])?,
                relevant: is_number.clone(),
                constraint: format!(
                    ". >= {low} and . <= {high} and . {relation} number(${{{best}}})"
                ),
                message: self.say(check, &[("low", &low), ("high", &high)])?,
                ..Question::default()
            });
        }
        out.push(Question {
            kind: "decimal".to_owned(),
            name: name(Field::Confidence),
            label: self.say("collect-form-confidence", &[])?,
            relevant: is_number,
            constraint: format!(". >= {LEAST_CONFIDENCE} and . <= {MOST_CONFIDENCE}"),
            message: self.say("collect-check-confidence", &[])?,
            ..Question::default()
        });
        for field in [Field::Reliability, Field::Credibility, Field::Tlp] {
            out.push(Question {
                kind: format!("select_one {field}"),
                name: name(field),
                label: self.say(&format!("collect-column-{field}"), &[])?,
                relevant: format!("${{{best}}} != ''"),
                ..Question::default()
            });
        }
        out.push(Question {
            kind: "text".to_owned(),
            name: name(Field::Reason),
            label: self.say("collect-column-reason", &[])?,
            hint: self.say("collect-fill-reason", &[])?,
            relevant: format!("${{{best}}} != ''"),
            ..Question::default()
        });
        Ok(())
    }

    fn choices(&self, sheet: &mut Worksheet, head: &Format) -> Result<(), DrawError> {
        let languages = self.languages()?;
        let columns = ["list_name", "name"]
            .map(str::to_owned)
            .into_iter()
            .chain(languages.iter().map(|l| format!("label::{l}")));
        for (at, column) in (0_u16..).zip(columns) {
            sheet.write_string_with_format(0, at, column, head)?;
        }
        for (row, choice) in (1_u32..).zip(self.all_choices()?) {
            write(sheet, row, [choice.list, choice.name].into_iter().chain(choice.label))?;
        }
        Ok(())
    }

    fn all_choices(&self) -> Result<Vec<Choice>, DrawError> {
        let Some(main) = self.all.first() else { return Ok(Vec::new()) };
        let mut out: Vec<Choice> = Vec::new();
        for item in main.rows.iter().map(|asked| asked.row.item) {
            let list = list(item);
            if !item.is_listed() || out.iter().any(|c| c.list == list) {
                continue;
            }
            for point in item.points() {
                let label = self.each(|q| Ok(q.words.number(point)))?;
                out.push(Choice { list: list.clone(), name: shortest(point), label });
            }
            for state in STATES {
                let id = format!("collect-form-word-{}", state.word().replace('_', "-"));
                let label = self.say(&id, &[])?;
                out.push(Choice { list: list.clone(), name: state.word().to_owned(), label });
            }
        }
        let scheme = main.project.method.confidence.scheme;
        for (field, signs) in [
            (Field::Reliability, scheme.reliabilities()),
            (Field::Credibility, scheme.credibilities()),
        ] {
            for sign in signs.chars() {
                let id = format!("collect-{field}-{}-{sign}", scheme.word());
                let label = self.each(|q| Ok(format!("{sign}: {}", q.words.tell(&id, &[])?)))?;
                out.push(Choice { list: field.word().to_owned(), name: sign.to_string(), label });
            }
        }
        for mark in MARKS.iter().filter(|m| **m >= main.round.handling.tlp) {
            let label = vec![mark.to_string(); self.all.len()];
            out.push(Choice { list: Field::Tlp.word().to_owned(), name: mark.to_string(), label });
        }
        Ok(out)
    }

    fn settings(&self, sheet: &mut Worksheet, head: &Format) -> Result<(), DrawError> {
        let Some(main) = self.all.first() else { return Ok(()) };
        let id = format!("{}_{}", main.round.id, main.panel.id);
        let id: String =
            id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let title = main
            .words
            .tell("collect-form-title", &[("round", &main.round.id), ("panel", &main.panel.id)])?;
        let language = self.languages()?.into_iter().next().unwrap_or_default();
        let settings = [
            ("form_title", title),
            ("form_id", format!("round_{id}")),
            ("version", SCHEMA.to_owned()),
            ("default_language", language),
        ];
        for (at, (key, value)) in (0_u16..).zip(settings) {
            sheet.write_string_with_format(0, at, key, head)?;
            sheet.write_string(1, at, value)?;
        }
        Ok(())
    }
}

/// What a row asks, in one text.
fn label(q: &Questionnaire<'_>, asked: &Asked<'_>) -> Result<String, DrawError> {
    let item = asked.row.item;
    let question = item.question.or_code(q.lang, &item.code);
    let [low, high] = item.scale.map(|end| q.words.number(end));
    let scale = [("question", question), ("low", low.as_str()), ("high", high.as_str())];
    let tell = |id: &str, of: [(&str, &str); 2]| q.words.tell(id, &[&of[..], &scale].concat());
    Ok(match asked.row.block {
        Block::Vignette => {
            let text = asked.row.vignette.and_then(|v| v.text.get(q.lang)).unwrap_or_default();
            let number = asked.number.to_string();
            tell("collect-form-case", [("n", &number), ("text", text)])?
        }
        Block::Own | Block::Bridge => {
            let (place, area) = (q.place(asked)?, q.area(asked.row.crime_area)?);
            tell("collect-form-best", [("territory", &place), ("area", &area)])?
        }
    })
}

/// The list of an item's ratings: one for each scale.
fn list(item: &Item) -> String {
    let [low, high] = item.scale;
    let name = format!("scale_{}_{}_{}", shortest(low), shortest(high), shortest(item.step));
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = String>,
) -> Result<(), DrawError> {
    for (at, text) in (0_u16..).zip(cells).filter(|(_, text)| !text.is_empty()) {
        sheet.write_string(row, at, text)?;
    }
    Ok(())
}
