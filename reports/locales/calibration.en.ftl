# Texts on the calibration of the intervals, in English. One identifier per sentence; numbers arrive formatted.

## Whether the intervals hold what they promise

section-calibration = Do the intervals hold what they promise?
calibration-lead = A { $level } % interval should hold the truth in { $level } of 100 cases. To see whether it does, part of the { $rows } known figures was deleted at random, { $least } to { $most } % of them, and the assessment was run again, { $runs } times with { $draws } draws each: does the score from all the evidence lie in the interval of the run that lacks some of it? Only the scores of edition { $edition } that lost evidence count. Besides, known indicators were hidden, a tenth at a time, and foretold as what is missing always is.
calibration-title = Coverage of the intervals by node, edition { $edition }
calibration-alt = { $count } nodes in rows; for each the share of foretold values that lie inside their interval, whose nominal level is { $level } %. The lowest is { $least } %: “{ $node }”, { $kind }.
calibration-caption = Right of the line the intervals are wider than they need be, left of it too narrow. Whiskers: 95 % interval of the coverage, from its spread over the runs.
calibration-nominal = nominal level, { $level } %
calibration-cells = scores by territory and crime area
calibration-territories = scores of territories
calibration-areas = scores of crime areas
calibration-regions = scores of regions and groups
calibration-leaves = hidden indicators
calibration-leaves-series = hidden indicators, without the rest of their series
calibration-measures = How well the draws foretell what was withheld; distances in points of the scale
calibration-terciles = Hidden indicators by what the other indicators of their node say: is the forecast pulled to the middle?
calibration-low = low
calibration-middle = between
calibration-high = high
calibration-note = Coverage: share of values inside the interval. Bias: mean of the draws less the value. Width: mean width of the interval, its sharpness. CRPS: continuous ranked probability score, 0 at best; it punishes intervals that miss as well as intervals that are wide (Gneiting and Raftery, Journal of the American Statistical Association 102, 2007).
calibration-tables = By node and by what was deleted: tables/calibration.csv and calibration_terciles.csv.
col-foretold = Foretold
col-foretold-count = Values
col-interval-coverage = Coverage
col-below = Below
col-above = Above
col-bias = Bias
col-rmse = RMSE
col-width = Width
col-crps = CRPS
col-siblings = Others in the node
