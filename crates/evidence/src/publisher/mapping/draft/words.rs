//! Words by which the heads of columns are known.

/// Figures.
pub(super) const VALUES: [&str; 16] = [
    "value",
    "valor",
    "obs",
    "cantidad",
    "quantidade",
    "count",
    "total",
    "casos",
    "cases",
    "victims",
    "victimas",
    "vitimas",
    "score",
    "rate",
    "tasa",
    "frecuencia",
];
/// What stands beside figures, and is none that is looked for.
pub(super) const BESIDE: [&str; 30] = [
    "stderr",
    "stddev",
    "error",
    "edad",
    "idade",
    "age",
    "coordenada",
    "coordenadas",
    "coord",
    "x",
    "y",
    "hora",
    "hour",
    "lower",
    "upper",
    "low",
    "high",
    "rank",
    "sources",
    "latitud",
    "longitud",
    "lat",
    "lon",
    "latitude",
    "longitude",
    "footnote",
    "footnotes",
    "nota",
    "notas",
    "note",
];
/// Codes.
pub(super) const CODES: [&str; 12] = [
    "codigo", "code", "id", "cod", "clave", "cve", "ubigeo", "divipola", "dane", "m49", "nr", "nro",
];
