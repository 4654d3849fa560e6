//! Tables of ratings for tests, a row per unit and a column per rater.

const NAN: f64 = f64::NAN;

/// Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers of
/// twelve units.
pub(super) const OBSERVERS: [[f64; 4]; 12] = [
    [1.0, 1.0, NAN, 1.0],
    [2.0, 2.0, 3.0, 2.0],
    [3.0, 3.0, 3.0, 3.0],
    [3.0, 3.0, 3.0, 3.0],
    [2.0, 2.0, 2.0, 2.0],
    [1.0, 2.0, 3.0, 4.0],
    [4.0, 4.0, 4.0, 4.0],
    [1.0, 1.0, 2.0, 1.0],
    [2.0, 2.0, 2.0, 2.0],
    [NAN, 5.0, 5.0, 5.0],
    [NAN, NAN, 1.0, 1.0],
    [NAN, 3.0, NAN, NAN],
];

/// Shrout and Fleiss, Psychological Bulletin 86 (1979), table 2: four judges of six targets.
pub(super) const JUDGES: [[f64; 4]; 6] = [
    [9.0, 2.0, 5.0, 8.0],
    [6.0, 1.0, 3.0, 2.0],
    [8.0, 4.0, 6.0, 8.0],
    [7.0, 1.0, 2.0, 6.0],
    [10.0, 5.0, 6.0, 9.0],
    [6.0, 2.0, 4.0, 7.0],
];

/// Whole figures of a scale from 0 to 10, one in four missing; made with numpy.
pub(super) const SCALE: [[f64; 4]; 14] = [
    [NAN, 6.0, 5.0, 6.0],
    [6.0, 6.0, NAN, 7.0],
    [NAN, 7.0, NAN, 3.0],
    [NAN, 1.0, 2.0, 3.0],
    [NAN, 5.0, NAN, 10.0],
    [8.0, NAN, 4.0, 4.0],
    [5.0, 4.0, 1.0, 3.0],
    [7.0, 4.0, 5.0, 7.0],
    [NAN, 5.0, NAN, 8.0],
    [NAN, 4.0, 6.0, 5.0],
    [NAN, 3.0, 6.0, 6.0],
    [5.0, 5.0, 6.0, 7.0],
    [3.0, 2.0, 3.0, NAN],
    [NAN, 6.0, 1.0, 6.0],
];

/// Halves without bounds, half of them missing, two rows with one or none; made with numpy.
pub(super) const HALVES: [[f64; 6]; 20] = [
    [6.0, NAN, 5.5, NAN, 2.5, NAN],
    [NAN, 1.5, 1.0, 2.0, 4.0, NAN],
    [NAN, NAN, 4.0, 5.0, 2.5, 6.0],
    [-2.5, NAN, NAN, NAN, NAN, -1.0],
    [7.0, NAN, 8.0, 11.0, NAN, 11.0],
    [8.5, 5.0, NAN, NAN, NAN, 9.5],
    [7.5, NAN, 3.5, 3.5, 4.0, NAN],
    [5.5, NAN, NAN, 5.0, NAN, 3.0],
    [NAN, NAN, 7.5, NAN, NAN, NAN],
    [NAN, NAN, NAN, 7.0, 3.0, NAN],
    [6.0, NAN, 8.0, 7.0, NAN, NAN],
    [2.5, 5.0, NAN, NAN, NAN, 4.0],
    [4.0, 3.0, 3.5, NAN, 2.5, NAN],
    [NAN, NAN, NAN, NAN, NAN, NAN],
    [NAN, 10.0, NAN, NAN, 7.5, NAN],
    [5.5, 3.5, NAN, 2.0, NAN, 5.0],
    [4.0, NAN, NAN, NAN, NAN, NAN],
    [3.0, NAN, NAN, NAN, NAN, 3.5],
    [NAN, NAN, NAN, NAN, 6.0, NAN],
    [NAN, NAN, 6.0, NAN, 3.0, NAN],
];

/// Figures above 0 of any value, three in ten missing; made with numpy.
pub(super) const REALS: [[f64; 5]; 12] = [
    [NAN, NAN, 19.529, 19.241, 44.568],
    [3.481, NAN, 2.761, 2.281, NAN],
    [21.069, 7.935, 12.298, 12.406, 35.405],
    [9.29, 5.382, NAN, 4.282, NAN],
    [15.602, 7.926, 8.88, 8.454, NAN],
    [18.568, NAN, 4.944, 8.131, 15.74],
    [4.19, 1.866, 3.951, 2.892, 8.466],
    [NAN, 7.583, 14.912, 6.651, 8.145],
    [11.265, 6.454, 6.391, 3.847, 9.42],
    [NAN, 54.701, 68.823, NAN, 71.509],
    [10.464, 11.943, 5.327, NAN, 19.698],
    [18.301, 2.787, NAN, NAN, 8.704],
];

/// Ten complete rows of fifteen; made with numpy.
pub(super) const COMPLETE: [[f64; 5]; 15] = [
    [6.5, NAN, NAN, 2.5, 3.5],
    [3.0, 2.5, 5.5, 4.0, 8.0],
    [5.0, 7.5, 7.0, 9.0, 6.0],
    [5.0, 5.5, NAN, 7.5, 7.5],
    [2.5, 2.5, 0.0, 0.0, 2.5],
    [5.5, 5.5, 4.0, 3.5, 4.5],
    [NAN, 2.5, 3.5, 6.5, 4.0],
    [4.0, 5.0, NAN, 4.0, NAN],
    [2.5, -1.5, 4.0, 0.5, 3.0],
    [6.0, 5.5, 7.0, 5.0, 6.5],
    [5.5, 3.0, 7.5, 3.5, 4.5],
    [11.0, NAN, 6.5, 10.5, 8.5],
    [6.5, 3.5, 5.0, 2.5, 3.5],
    [4.0, 5.0, 7.5, 9.5, 5.5],
    [3.0, 0.0, 2.0, -1.0, 0.5],
];

/// Three complete columns of seven, with ties; made with numpy.
pub(super) const TIED: [[f64; 7]; 12] = [
    [2.0, 6.0, 3.0, 0.0, 3.0, 1.0, 3.0],
    [1.0, 1.0, NAN, 2.0, 1.0, 3.0, 4.0],
    [2.0, 4.0, 3.0, 4.0, 2.0, 4.0, 5.0],
    [5.0, 4.0, 5.0, 4.0, 3.0, NAN, 4.0],
    [9.0, 9.0, 4.0, 7.0, 5.0, 7.0, 7.0],
    [2.0, 5.0, 4.0, 6.0, 3.0, 6.0, 4.0],
    [3.0, 3.0, 6.0, 4.0, 7.0, 5.0, 5.0],
    [4.0, 3.0, 3.0, 5.0, 2.0, 3.0, 4.0],
    [7.0, NAN, 6.0, 7.0, 6.0, 5.0, 8.0],
    [6.0, 7.0, 6.0, 9.0, 7.0, 6.0, 7.0],
    [6.0, 4.0, 3.0, 6.0, 3.0, 5.0, 6.0],
    [NAN, 3.0, 4.0, 1.0, 0.0, 0.0, 2.0],
];
