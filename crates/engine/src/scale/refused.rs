//! Values that a transform does not take: one error per indicator, at its line of the method file.

use std::collections::BTreeMap;

use ideal_model::method::{ValueTransform, value_transform_in_words};
use ideal_model::{Finding, IndicatorIx, Origin, TerritoryIx};

use crate::frame::Frame;

/// The values refused, by indicator.
#[derive(Default)]
pub(crate) struct Refused(BTreeMap<IndicatorIx, Vec<RefusedValue>>);

/// A value that was refused.
#[derive(Clone, Copy)]
pub(crate) struct RefusedValue {
    /// The row it was read from; none for an imputed value.
    pub origin: Option<Origin>,
    /// Its territory.
    pub territory: TerritoryIx,
    pub x: f64,
}

impl Refused {
    /// Takes down a value of an indicator.
    pub(crate) fn push(&mut self, indicator: IndicatorIx, value: RefusedValue) {
        self.0.entry(indicator).or_default().push(value);
    }

    /// An error per indicator, which counts a row that several units share once and names the
    /// first.
    pub(crate) fn findings(self, frame: &Frame) -> Vec<Finding> {
        self.0
            .into_iter()
            .filter_map(|(indicator, values)| finding(frame, indicator, values))
            .collect()
    }
}

fn finding(
    frame: &Frame,
    indicator: IndicatorIx,
    mut values: Vec<RefusedValue>,
) -> Option<Finding> {
    let a = &frame.assessment;
    let ind = a.method.indicators.get(indicator.get())?;
    let transform = ind.transform?;
    let key = |v: &RefusedValue| (v.origin.is_none(), v.origin, v.territory);
    values.sort_by(|v, w| key(v).cmp(&key(w)).then(v.x.total_cmp(&w.x)));
    values.dedup_by(|v, w| key(v) == key(w) && v.x.total_cmp(&w.x).is_eq());
    let first = values.first()?;
    let row = first
        .origin
        .map_or_else(String::new, |o| format!(" ({}:{})", a.evidence.files.code(o.file), o.line));
    let place = a.territories.get(first.territory.get()).map_or("", |t| t.code.as_str());
    let message = format!(
        "`{}` has a value that its transform `{}` does not take: {} for {place}{row}",
        ind.code,
        value_transform_in_words(transform),
        first.x
    );
    let mut f = Finding::error("transform", message).in_file(&a.method_file).at_line(ind.line);
    let takes = if transform == ValueTransform::Log && values.iter().all(|v| v.x >= 0.0) {
        "`log1p` takes zeros"
    } else {
        "`log` takes what is above 0, `sqrt` 0 and above, `log1p` what is above -1"
    };
    f.hint = Some(format!(
        "{takes}; fixed goalposts (`normalise = \"goalposts\"`) clip a value before it is \
         transformed"
    ));
    f.count = values.len() as u64;
    Some(f)
}
