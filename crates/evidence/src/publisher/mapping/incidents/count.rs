//! Records are counted and added up, place by place, area by area, month by month.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Mutex;

use ideal_model::Period;

use super::block::{Block, Column};
use super::layout::Layout;
use super::meaning::{
    Context, MISSHAPEN, Meanings, Moment, NO_DATE, NO_QUANTITY, Named, Quantity, Timed, row_with,
};
use super::quantity::Exact;
use crate::publisher::error::ImportError;
use crate::publisher::grid::GridRow;
use crate::publisher::mapping::spec::{CodeOrigin, Counted, Duplicates};

/// Territory and crime area by number, period, and the month of it where the row says one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) territory: u32,
    pub(super) area: u32,
    pub(super) period: Period,
    pub(super) month: u8,
}

/// What the records of a key come to in a measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sum {
    pub(super) sum: Exact,
    /// Records whose quantity is known, and those whose cell is blank.
    pub(super) records: u64,
    pub(super) blank: u64,
}

impl Sum {
    fn add(&mut self, other: Sum) {
        self.sum += other.sum;
        self.records += other.records;
        self.blank += other.blank;
    }
}

/// The first and last day of a key, as year, month and day; 0 where no row says one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Span {
    /// Reaches over another as well.
    pub(super) fn see(&mut self, other: Span) {
        if other.first > 0 {
            self.first = if self.first == 0 { other.first } else { self.first.min(other.first) };
            self.last = self.last.max(other.last);
        }
    }
}

/// Sums by key: for each key one of every measure.
#[derive(Debug, Default)]
pub(super) struct Groups {
    at: HashMap<Key, u32, foldhash::fast::FixedState>,
    pub(super) keys: Vec<(Key, Span)>,
    sums: Vec<Sum>,
    measures: usize,
}

impl Groups {
    fn new(measures: usize) -> Groups {
        Groups { measures, ..Groups::default() }
    }

    /// The sums of a key by its place.
    pub(super) fn of(&self, place: usize) -> &[Sum] {
        let start = place.saturating_mul(self.measures);
        self.sums.get(start..start + self.measures).unwrap_or_default()
    }

    fn add(&mut self, (measure, key, span, sum): &(usize, Key, Span, Sum)) {
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let place = *self.at.entry(*key).or_insert(next);
        if place == next {
            self.keys.push((*key, Span::default()));
            self.sums.resize(self.sums.len() + self.measures, Sum::default());
        }
        let place = place as usize;
        if let Some((_, there)) = self.keys.get_mut(place) {
            there.see(*span);
        }
        if let Some(there) = self.sums.get_mut(place * self.measures + measure) {
            there.add(*sum);
        }
    }

    /// Takes the keys of others in, which it has none of.
    fn append(&mut self, mut other: Groups) {
        // Nobody looks a key up any more.
        self.at = HashMap::default();
        self.keys.append(&mut other.keys);
        self.sums.append(&mut other.sums);
    }
}

/// Sums by key in parts, each under a lock of its own: workers seldom want the same, and no key is
/// in two of them.
#[derive(Debug)]
struct Parted {
    parts: Vec<Mutex<Groups>>,
}

/// In how many parts the sums are.
const PARTS: usize = 64;

impl Parted {
    fn new(measures: usize) -> Parted {
        Parted { parts: (0..PARTS).map(|_| Mutex::new(Groups::new(measures))).collect() }
    }

    /// The part that a key is in.
    fn of(key: &Key) -> usize {
        use std::hash::BuildHasher;
        let hash = foldhash::fast::FixedState::with_seed(7).hash_one((key.territory, key.area));
        usize::try_from(hash % PARTS as u64).unwrap_or(0)
    }

    /// Adds what the records of a block give, sorted by part.
    fn add(&self, sorted: &mut [Parts]) {
        for (part, given) in self.parts.iter().zip(sorted) {
            if !given.is_empty() {
                let mut groups = lock(part);
                given.drain(..).for_each(|one| groups.add(&one));
            }
        }
    }

    fn together(self) -> Groups {
        let mut parts = self
            .parts
            .into_iter()
            .map(|part| part.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner));
        let mut all = parts.next().unwrap_or_default();
        parts.for_each(|part| all.append(part));
        all
    }
}

/// What the parts of a record give: measure, key, day, and sum.
type Parts = Vec<(usize, Key, Span, Sum)>;

/// A record that has a number.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Record {
    moment: Moment,
    parts: Parts,
}

/// Records by their number: one that is there again counts once.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    of: HashMap<u128, (Record, bool), foldhash::fast::FixedState>,
    /// Rows that repeat a record, and records whose rows differ.
    pub(super) repeated: u64,
    pub(super) differing: u64,
}

/// What has been counted.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) groups: Groups,
    pub(super) read: u64,
    pub(super) used: u64,
    pub(super) left_out: BTreeMap<&'static str, u64>,
    /// Rows that a condition leaves out, by its place.
    pub(super) kept_out: BTreeMap<usize, u64>,
    pub(super) unknown_territories: Vec<u64>,
    pub(super) unknown_areas: Vec<u64>,
    /// For each measure, key and cell of a column of which the different ones count.
    distinct: HashSet<(usize, Key, u128), foldhash::fast::FixedState>,
    /// Last day of each month that the rows reach over, whoever they are of.
    pub(super) months: BTreeMap<(i32, u8), u8>,
    /// Numbers by which whole rows are known, as far as they are collected.
    pub(super) whole: Vec<u64>,
    /// Rows without a number, where records have one.
    pub(super) unnumbered: u64,
}

/// Rows of which the numbers are collected to tell how many repeat an earlier one.
const WHOLE: usize = 40_000_000;

impl Counts {
    fn leave_out(&mut self, reason: &'static str, rows: u64) {
        if rows > 0 {
            *self.left_out.entry(reason).or_default() += rows;
        }
    }

    /// Adds what another has counted.
    pub(super) fn merge(&mut self, mut other: Counts) {
        self.read += other.read;
        self.used += other.used;
        self.unnumbered += other.unnumbered;
        other.left_out.into_iter().for_each(|(reason, rows)| self.leave_out(reason, rows));
        for (condition, rows) in other.kept_out {
            *self.kept_out.entry(condition).or_default() += rows;
        }
        add_all(&mut self.unknown_territories, &other.unknown_territories);
        add_all(&mut self.unknown_areas, &other.unknown_areas);
        if other.distinct.len() > self.distinct.len() {
            std::mem::swap(&mut self.distinct, &mut other.distinct);
        }
        self.distinct.extend(other.distinct);
        for (month, day) in other.months {
            let last = self.months.entry(month).or_default();
            *last = (*last).max(day);
        }
        self.whole.append(&mut other.whole);
    }

    /// How many rows repeat an earlier one in every cell; none where they were not looked at, or
    /// are too many.
    pub(super) fn repeated_rows(&mut self) -> Option<u64> {
        if self.whole.is_empty() || self.whole.len() >= WHOLE {
            return None;
        }
        let all = self.whole.len();
        self.whole.sort_unstable();
        self.whole.dedup();
        Some((all - self.whole.len()) as u64)
    }

    /// Gives the territories above the places their sums; `above` are those of a territory by number.
    pub(super) fn sum_up(&mut self, above: &HashMap<u32, Vec<u32>>) {
        let mut sums = Groups::new(self.groups.measures);
        for (place, (key, span)) in self.groups.keys.iter().enumerate() {
            for territory in above.get(&key.territory).into_iter().flatten() {
                let key = Key { territory: *territory, ..*key };
                for (measure, sum) in self.groups.of(place).iter().enumerate() {
                    sums.add(&(measure, key, *span, *sum));
                }
            }
        }
        self.groups.append(sums);
        let different: Vec<(usize, Key, u128)> = self
            .distinct
            .iter()
            .flat_map(|(measure, key, cell)| {
                let above = above.get(&key.territory).into_iter().flatten();
                above.map(|territory| (*measure, Key { territory: *territory, ..*key }, *cell))
            })
            .collect();
        self.distinct.extend(different);
    }

    /// How many different cells each measure counts by key.
    pub(super) fn distinct(&self) -> HashMap<(usize, Key), u64> {
        let mut out: HashMap<(usize, Key), u64> = HashMap::new();
        #[expect(clippy::iter_over_hash_type, reason = "a count does not depend on the order")]
        for (measure, key, _) in &self.distinct {
            *out.entry((*measure, *key)).or_default() += 1;
        }
        out
    }
}

fn add_all(into: &mut Vec<u64>, from: &[u64]) {
    into.resize(into.len().max(from.len()), 0);
    into.iter_mut().zip(from).for_each(|(a, b)| *a += b);
}

fn one_more(counts: &mut Vec<u64>, at: usize) {
    if counts.len() <= at {
        counts.resize(at + 1, 0);
    }
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}

/// What all workers have in common beside the meanings.
pub(super) struct Shared {
    groups: Parted,
    pub(super) numbered: Mutex<Numbered>,
    /// Numbers of rows, where those that repeat an earlier one are left out or refused.
    pub(super) rows: Vec<Mutex<HashSet<u128>>>,
}

impl Shared {
    pub(super) fn new(measures: usize) -> Shared {
        Shared {
            groups: Parted::new(measures),
            numbered: Mutex::default(),
            rows: (0..PARTS).map(|_| Mutex::default()).collect(),
        }
    }

    /// The sums of all workers, with those of records that have a number, into what was counted.
    pub(super) fn close(self, counts: &mut Counts) {
        let numbered =
            self.numbered.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut sorted = vec![Parts::new(); PARTS];
        for (record, _) in numbered.of.into_values() {
            sort(record.parts, &mut sorted);
        }
        self.groups.add(&mut sorted);
        counts.groups = self.groups.together();
    }

    /// Whether a row is there for the first time.
    fn is_new(&self, number: u128) -> bool {
        let part = usize::try_from(number % PARTS as u128).unwrap_or(0);
        self.rows.get(part).is_none_or(|set| lock(set).insert(number))
    }
}

/// What a lock guards, also where another worker has panicked: its panic ends the reading anyway.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// What the cells of a block mean.
struct Meant {
    /// For each condition whether a cell meets it.
    keep: Vec<Vec<bool>>,
    territory: Vec<Named>,
    area: Vec<Named>,
    /// For each part, where its head names a territory.
    by_head: Vec<Option<Named>>,
    times: Vec<Vec<Timed>>,
    /// For each row the place of its times; none where all rows have the first.
    time_of: Vec<u32>,
    only: Vec<Vec<bool>>,
    quantities: Vec<Vec<Quantity>>,
}

/// Counts the rows of a block.
pub(super) fn count(
    mut block: Block,
    of: &Context<'_>,
    meanings: &Mutex<Meanings>,
    shared: &Shared,
    counts: &mut Counts,
) -> Result<(), ImportError> {
    let rows = block.rows();
    counts.read += rows as u64 + block.headers + block.misshapen;
    counts.leave_out("rows that repeat the header", block.headers);
    counts.leave_out(MISSHAPEN, block.misshapen);
    if let Some((line, error)) = block.first_misshapen.take() {
        lock(meanings).unreadable.entry(MISSHAPEN).or_default().see((of.number, line), error);
    }
    let meant = meant(&block, of, meanings)?;
    for moment in meant.times.iter().flatten() {
        if let Timed::At(moment) = moment {
            let month = if moment.month > 0 { moment.month } else { month_of(moment.period) };
            if month > 0 {
                let last = counts.months.entry((moment.period.calendar_year(), month)).or_default();
                *last = (*last).max(moment.day);
            }
        }
    }
    let drops = of.mapping.duplicates;
    if drops == Duplicates::Keep && counts.whole.len() < WHOLE {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "half of a number tells rows apart well enough to count them"
        )]
        counts.whole.extend(block.whole.iter().map(|number| *number as u64));
    }
    let (mut parts, mut sorted) = (Vec::new(), vec![Parts::new(); PARTS]);
    for row in 0..rows {
        if let Err(reason) =
            self::row(row, &block, of, &meant, shared, (counts, &mut parts, &mut sorted))
        {
            match reason {
                Lost::Reason(reason) => counts.leave_out(reason, 1),
                Lost::Condition(at) => *counts.kept_out.entry(at).or_default() += 1,
                Lost::Territory(at) => one_more(&mut counts.unknown_territories, at),
                Lost::Area(at) => one_more(&mut counts.unknown_areas, at),
            }
        } else {
            counts.used += 1;
        }
    }
    shared.groups.add(&mut sorted);
    Ok(())
}

/// Why a row is left out.
enum Lost {
    Reason(&'static str),
    Condition(usize),
    Territory(usize),
    Area(usize),
}

fn row(
    row: usize,
    block: &Block,
    of: &Context<'_>,
    meant: &Meant,
    shared: &Shared,
    (counts, parts, sorted): (&mut Counts, &mut Parts, &mut [Parts]),
) -> Result<(), Lost> {
    let layout = &of.layout;
    for (at, (column, holds)) in layout.keep.iter().zip(&meant.keep).enumerate() {
        if !cell_of(block, *column, row).and_then(|cell| holds.get(cell)).copied().unwrap_or(true) {
            return Err(Lost::Condition(at));
        }
    }
    let time = meant.time_of.get(row).map_or(0, |at| *at as usize);
    let times = meant.times.get(time).map_or(&[] as &[Timed], Vec::as_slice);
    match times.first() {
        Some(Timed::Outside) => return Err(Lost::Reason("years outside `span`")),
        Some(Timed::Unreadable) if !layout.is_wide => return Err(Lost::Reason(NO_DATE)),
        _ => {}
    }
    if of.mapping.duplicates != Duplicates::Keep
        && let Some(number) = block.whole.get(row)
        && !shared.is_new(*number)
    {
        return Err(Lost::Reason(REPEATED));
    }
    let area = named(&meant.area, layout.area, block, row, Lost::Area)?;
    let territory = match layout.territory {
        Some(_) => Some(named(&meant.territory, layout.territory, block, row, Lost::Territory)?),
        None => meant.territory.first().map(|named| code(*named, Lost::Territory)).transpose()?,
    };
    let id = layout.id.and_then(|at| number_of(block, at, row));
    parts.clear();
    let (mut moment, mut lost) = (None, "records that no measure is of");
    for (at, part) in layout.parts.iter().enumerate() {
        let is_of = layout.only.get(part.measure).copied().flatten().is_none_or(|column| {
            let cell = cell_of(block, column, row);
            meant
                .only
                .get(part.measure)
                .zip(cell)
                .and_then(|(holds, cell)| holds.get(cell))
                .copied()
                .unwrap_or(false)
        });
        if !is_of {
            continue;
        }
        let timed = if layout.is_wide { times.get(at) } else { times.first() };
        let Some(Timed::At(when)) = timed else {
            lost = NO_DATE;
            continue;
        };
        let place = match (meant.by_head.get(at).copied().flatten(), territory) {
            (Some(named), _) => code(named, Lost::Territory)?,
            (None, Some(territory)) => territory,
            (None, None) => continue,
        };
        let mut sum = Sum { sum: Exact::ONE, records: 1, blank: 0 };
        if let Some(column) = part.quantity {
            let cell = cell_of(block, column, row);
            let quantity = meant.quantities.get(at).zip(cell).and_then(|(all, cell)| all.get(cell));
            match quantity.copied().unwrap_or(Quantity::Blank) {
                Quantity::Known(quantity) => sum.sum = quantity,
                Quantity::Blank => sum = Sum { sum: Exact::default(), records: 0, blank: 1 },
                Quantity::Unreadable => {
                    lost = NO_QUANTITY;
                    continue;
                }
            }
        }
        let key = Key { territory: place, area, period: when.period, month: when.month };
        if let Some(column) = layout.distinct.get(part.measure).copied().flatten() {
            match number_of(block, column, row) {
                None => sum = Sum { sum: Exact::default(), records: 0, blank: 1 },
                Some(number) => {
                    counts.distinct.insert((part.measure, Key { month: 0, ..key }, number));
                }
            }
        }
        moment.get_or_insert(*when);
        parts.push((part.measure, key, span(when), sum));
    }
    let Some(moment) = moment else { return Err(Lost::Reason(lost)) };
    // Where one measure cannot read a row, no other takes it: it is left out whole.
    if lost == NO_QUANTITY {
        return Err(Lost::Reason(NO_QUANTITY));
    }
    // A sum has to know of the quantities that it lacks; a row that gives nothing else is left out.
    let gives_nothing = parts.iter().all(|(_, _, _, sum)| sum.records == 0);
    match (layout.id, id) {
        (Some(_), Some(id)) => {
            numbered(shared, id, Record { moment, parts: parts.clone() }, gives_nothing)?
        }
        (id, _) => {
            counts.unnumbered += u64::from(id.is_some());
            sort(parts.drain(..), sorted);
        }
    }
    if gives_nothing { Err(Lost::Reason("no value in any column that is read")) } else { Ok(()) }
}

/// Why rows are left out that repeat an earlier one.
pub(super) const REPEATED: &str = "rows that repeat an earlier one in every cell";

/// Why rows are left out whose record is there already.
const AGAIN: &str = "rows whose record is there already, by its number";

/// Takes a record, unless it is there already: of rows that differ the earliest counts, whoever
/// reads which first.
fn numbered(shared: &Shared, id: u128, record: Record, gives_nothing: bool) -> Result<(), Lost> {
    let mut all = lock(&shared.numbered);
    let all = &mut *all;
    match all.of.entry(id) {
        std::collections::hash_map::Entry::Vacant(new) => {
            new.insert((record, false));
            return Ok(());
        }
        std::collections::hash_map::Entry::Occupied(mut there) => {
            let (earlier, differs) = there.get_mut();
            if *earlier != record {
                all.differing += u64::from(!*differs);
                *differs = true;
                if before(&record, earlier) {
                    *earlier = record;
                }
            }
        }
    }
    all.repeated += 1;
    if gives_nothing { Ok(()) } else { Err(Lost::Reason(AGAIN)) }
}

/// Whether a record goes before another that has its number: the earlier, then the one with more.
fn before(a: &Record, b: &Record) -> bool {
    let sums = |r: &Record| {
        r.parts.iter().map(|(measure, _, _, sum)| (*measure, *sum)).collect::<Vec<_>>()
    };
    match a.moment.cmp(&b.moment) {
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Greater => false,
        std::cmp::Ordering::Equal => sums(a) > sums(b),
    }
}

/// Sorts what records give by the part of the sums that it belongs to.
fn sort(given: impl IntoIterator<Item = (usize, Key, Span, Sum)>, sorted: &mut [Parts]) {
    for one in given {
        if let Some(part) = sorted.get_mut(Parted::of(&one.1)) {
            part.push(one);
        }
    }
}

/// The day of a moment, as both ends of a span.
fn span(when: &Moment) -> Span {
    if when.day == 0 {
        return Span::default();
    }
    let year = u32::try_from(when.period.calendar_year()).unwrap_or(0);
    let day = year * 10_000 + u32::from(when.month) * 100 + u32::from(when.day);
    Span { first: day, last: day }
}

/// The month that a period is; 0 for longer ones.
pub(super) fn month_of(period: Period) -> u8 {
    if period.is_month() {
        u8::try_from(period.end_month().rem_euclid(12)).map_or(0, |m| if m == 0 { 12 } else { m })
    } else {
        0
    }
}

/// The place of a row's cell among the different cells of a column.
fn cell_of(block: &Block, column: usize, row: usize) -> Option<usize> {
    match block.columns.get(column)? {
        Column::Cells(cells) => cells.of.get(row).map(|cell| *cell as usize),
        Column::Numbers(_) => None,
    }
}

fn number_of(block: &Block, column: usize, row: usize) -> Option<u128> {
    match block.columns.get(column)? {
        Column::Numbers(numbers) => numbers.get(row).copied().filter(|n| *n != 0),
        Column::Cells(_) => None,
    }
}

/// The code that a row's cell means.
fn named(
    all: &[Named],
    column: Option<usize>,
    block: &Block,
    row: usize,
    unknown: fn(usize) -> Lost,
) -> Result<u32, Lost> {
    let at = column.map_or(Some(0), |column| cell_of(block, column, row));
    match at.and_then(|at| all.get(at)) {
        Some(named) => code(*named, unknown),
        None => Err(Lost::Reason("rows without a cell in a column that is read")),
    }
}

fn code(named: Named, unknown: fn(usize) -> Lost) -> Result<u32, Lost> {
    match named {
        Named::Code(code) => Ok(code),
        Named::LeftOut(reason) => Err(Lost::Reason(reason)),
        Named::Unknown(at) => Err(unknown(at)),
    }
}

/// Asks what the cells of a block mean.
fn meant(
    block: &Block,
    of: &Context<'_>,
    meanings: &Mutex<Meanings>,
) -> Result<Meant, ImportError> {
    let layout = &of.layout;
    let mut asked = lock(meanings);
    let asked = &mut *asked;
    let cells = |column: usize| match block.columns.get(column) {
        Some(Column::Cells(cells)) => Some(cells),
        _ => None,
    };
    let mut keep = Vec::with_capacity(layout.keep.len());
    for (at, (column, condition)) in layout.keep.iter().zip(&of.mapping.keep).enumerate() {
        let all = cells(*column).map_or(&[] as &[_], |c| c.cells.as_slice());
        let mut holds = Vec::with_capacity(all.len());
        for cell in all {
            let text = cell.text();
            asked.met.mentions.keep(at, &text, &of.mapping);
            holds.push(condition.holds(&text));
        }
        keep.push(holds);
    }
    let table_column = |at: usize| layout.columns.get(at).copied().unwrap_or_default();
    let territory = match layout.territory {
        Some(at) => match cells(at) {
            Some(cells) => asked.territories(of, table_column(at), cells)?,
            None => Vec::new(),
        },
        None => match fixed_territory(of) {
            Some(text) => vec![asked.territory(of, 0, &text, 0)?],
            None => Vec::new(),
        },
    };
    let mut by_head = Vec::with_capacity(layout.parts.len());
    for part in &layout.parts {
        let head = layout.slot(part).and_then(|slot| slot.territory.clone());
        by_head.push(
            head.map(|head| asked.territory(of, 0, &head, of.table.columns.row())).transpose()?,
        );
    }
    let area = match layout.area.and_then(cells) {
        Some(cells) => asked.areas(of, layout.area.map_or(0, table_column), cells)?,
        None => {
            let code = match &of.mapping.crime_area.from {
                CodeOrigin::Value(code) => code.as_str(),
                _ => "",
            };
            vec![Named::Code(asked.words.number(code))]
        }
    };
    let (time_of, time_rows) = time_rows(block, layout);
    let times = asked.times(of, &time_rows)?;
    let mut only = Vec::with_capacity(layout.only.len());
    for (column, measure) in layout.only.iter().zip(&of.recipe.measures) {
        let holds = match (column.and_then(cells), &measure.only) {
            (Some(cells), Some(condition)) => {
                cells.cells.iter().map(|cell| condition.holds(&cell.text())).collect()
            }
            _ => Vec::new(),
        };
        only.push(holds);
    }
    let mut quantities = Vec::with_capacity(layout.parts.len());
    for part in &layout.parts {
        quantities.push(match part.quantity.and_then(cells) {
            Some(cells)
                if of.recipe.measures.get(part.measure).is_some_and(|m| m.of == Counted::Sum) =>
            {
                asked.quantities(of, part, cells)
            }
            _ => Vec::new(),
        });
    }
    Ok(Meant { keep, territory, area, by_head, times, time_of, only, quantities })
}

/// The territory of all rows, where no column says it.
fn fixed_territory(of: &Context<'_>) -> Option<String> {
    match &of.mapping.territory.from {
        CodeOrigin::Value(code) => Some(code.clone()),
        CodeOrigin::SheetName => of.table.grid.sheet.clone(),
        CodeOrigin::Heads | CodeOrigin::Column(_) => None,
    }
}

/// The different cells of the columns of time, as rows, and which of them each row has.
fn time_rows(block: &Block, layout: &Layout) -> (Vec<u32>, Vec<GridRow>) {
    let column = |at: &usize| match block.columns.get(*at) {
        Some(Column::Cells(cells)) => {
            Some((layout.columns.get(*at).copied().unwrap_or_default(), cells))
        }
        _ => None,
    };
    let columns: Vec<_> = layout.time.iter().filter_map(column).collect();
    match columns.as_slice() {
        [] => (Vec::new(), vec![row_with(1, &[])]),
        [(at, cells)] => {
            let rows = cells.cells.iter().zip(&cells.lines);
            (
                cells.of.clone(),
                rows.map(|(cell, line)| row_with(*line, &[(*at, cell.clone())])).collect(),
            )
        }
        several => {
            let mut places: HashMap<Vec<u32>, u32> = HashMap::new();
            let (mut of, mut rows) = (Vec::with_capacity(block.rows()), Vec::new());
            for row in 0..block.rows() {
                let key: Vec<u32> = several
                    .iter()
                    .map(|(_, c)| c.of.get(row).copied().unwrap_or_default())
                    .collect();
                let next = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                let place = *places.entry(key.clone()).or_insert(next);
                if place == next {
                    let line = block.lines.get(row).copied().unwrap_or_default();
                    let cells: Vec<_> = several
                        .iter()
                        .zip(&key)
                        .filter_map(|((at, c), cell)| {
                            Some((*at, c.cells.get(*cell as usize)?.clone()))
                        })
                        .collect();
                    rows.push(row_with(line, &cells));
                }
                of.push(place);
            }
            (of, rows)
        }
    }
}
