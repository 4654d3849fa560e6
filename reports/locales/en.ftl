# Texts of the report in English. One id per sentence; numbers arrive formatted.

## General

skip = Go to the summary
kicker = Organised-crime threat assessment
edition = Edition { $edition }
date = { $day } { $month ->
    [m1] January
    [m2] February
    [m3] March
    [m4] April
    [m5] May
    [m6] June
    [m7] July
    [m8] August
    [m9] September
    [m10] October
    [m11] November
   *[m12] December
} { $year }
contents = Contents
footer = Made with ideal { $version } by the method { $method } { $method_version }. The SHA-256 of the method file is:
list-middle = { $head }, { $next }
list-last = { $head } and { $last }
of = { $part } of { $whole }
interval = { $low } – { $high }
item-score = { $name } ({ $score })
item-change = { $name } ({ $change })
item-cell = { $area } – { $territory } ({ $score })
value-unit = { $value } ({ $unit })
unit-per = { $unit }, per { $factor } of “{ $denominator }”
value-censored = suppressed by the publisher, taken as { $value }
value-imputed = { $value } (imputed)
status-nil = known to be absent
status-missing = no figure
all-areas = all
ungraded = ungraded

## Head of the page

head-handling = Handling
head-date = Date
head-method = Method
head-hash = Method hash
head-territories = Territories
head-areas = Crime areas
head-indicators = Indicators
head-rows = Rows in use
head-draws = Draws

## Section titles

section-summary = Executive summary
section-ranking = Ranking of territories
section-areas = Crime areas
section-heatmap = Heat map
section-matrix = Priority matrix
section-territories = Territory profiles
profiles-some = Of { $all } territories the { $shown } with the highest scores have a profile here, and stand in the heat maps and in the lists of the crime areas; all are in the ranking and in the tables.
section-area-profiles = Crime-area profiles
section-quality = Data-quality annex
section-gaps = Intelligence gaps
section-method = Methodology annex
section-sources = Sources and licences
section-limits = What the numbers do not mean

## Bands, verdicts, confidence, change

band-range = { $low }–{ $high }
verdict-gap = Not assessed (intelligence gap)
verdict-not-applicable = Not applicable
gap-short = gap
reason-no-indicator = The method has no indicator for this
reason-no-evidence = There is no usable evidence
reason-coverage = Evidence exists, but under the floor
reason-required = A required part is missing
reason-confidence = Confidence is below the minimum
reason-screened = Left out by the screening for availability
confidence-low = low
confidence-moderate = moderate
confidence-high = high
change-up = Increasing
change-down = Decreasing
change-same = No distinguishable change
change-label = Change:
change-composition = The score itself moved by { $total }: { $change } by what both editions have, { $composition } because { $because }.
change-unjudged = Whether it is a change cannot be told: no simulation has both editions
change-composition-none = What entered or left did not move the score, which changed by { $total }: { $because }.
no-change-gap = No change can be given: edition { $before } has no score.
no-change-break = No change can be given since edition { $before }: a series behind it has a break.
no-change-nothing = No change can be given since edition { $before }: the two editions have no evidence in common.
composition-entered = this entered: { $entered }
composition-left = this left: { $left }
composition-both = this entered: { $entered }; and this left: { $left }
composition-more = { $n } more
mark-enforcement = Enforcement counts alone
without = without { $nodes }
without-floor = { $node } (evidence exists, but under the floor)
without-none = { $node } (no evidence)
score-without = { $score }, { $without }
rank-one = { $low }
rank-range = { $low }–{ $high }
rank-median = median { $rank }
clear-rows = { $above } / { $below }
severity-error = error
severity-warning = warning
severity-note = note

## Kinds and directions of indicators

kind-prevalence = prevalence
kind-recorded = recorded offences
kind-harm = harm
kind-enforcement = enforcement
kind-response = response
kind-context = context
kind-expert = expert judgement
kind-perception = perception
direction-up = more is more
direction-down = more is less

## Summary

figure-measured = { $n ->
    [one] cell of { $total } whose “{ $node }” rests on more than enforcement counts
   *[other] of { $total } cells have a “{ $node }” that rests on more than enforcement counts
}
figure-enforcement = { $n ->
    [one] cell rests on enforcement counts alone
   *[other] cells rest on enforcement counts alone
}
figure-gaps = { $n ->
    [one] cell of { $total } is an intelligence gap: not known
   *[other] of { $total } cells are intelligence gaps: not known
}
headline-known = Of { $total } cells (territory by crime area), { $known } have a “{ $node }” and { $gaps } are intelligence gaps.
headline-known-both = Of { $total } cells (territory by crime area), { $known } have a “{ $node }”, { $rooted } of them also a “{ $root }”, and { $gaps } are intelligence gaps.
headline-known-territories = { $n ->
    [one] { $known } of { $total } territories has a “{ $node }”; for the others there is not enough evidence.
   *[other] { $known } of { $total } territories have a “{ $node }”; for the others there is not enough evidence.
}
headline-known-all = { $n ->
    [one] The one territory has a “{ $node }”.
   *[other] All { $total } territories have a “{ $node }”.
}
headline-enforcement = On average { $share } % of the weight of the evidence in use for “{ $node }” is enforcement counts: they measure the work of the police, not the size of the phenomenon.
headline-top = { $n ->
    [one] The highest “{ $node }” among territories with at least moderate confidence: { $names }.
   *[other] The highest values of “{ $node }” among territories with at least moderate confidence: { $names }.
}
headline-top-draws = { $n ->
    [one] Highest on “{ $node }”, with at least moderate confidence: { $names }.
   *[other] Highest on “{ $node }”, in the first tie group and with at least moderate confidence: { $names }.
}
headline-risers = { $n ->
    [one] Marked increase since edition { $before }, with at least moderate confidence: { $names }.
   *[other] Marked increases since edition { $before }, with at least moderate confidence: { $names }.
}
headline-fallers = { $n ->
    [one] Marked decrease since edition { $before }, with at least moderate confidence: { $names }.
   *[other] Marked decreases since edition { $before }, with at least moderate confidence: { $names }.
}
headline-no-moves = No territory with at least moderate confidence changes by { $threshold } points or more since edition { $before }.
headline-no-moves-draws = No territory with at least moderate confidence shows a distinguishable change since edition { $before }.
headline-no-change = No change since edition { $before } can be computed for any territory with at least moderate confidence: see their profiles for why.
headline-cells = { $n ->
    [one] The highest cell of “{ $node }” that rests on more than enforcement counts, with at least moderate confidence: { $cells }.
   *[other] The highest cells of “{ $node }” that rest on more than enforcement counts, with at least moderate confidence: { $cells }.
}
cautions-title = Before quoting these figures
cautions-more = What the numbers do not mean
caution-unranked = { $n ->
    [one] { $names } is not ranked for want of evidence. Silence is not calm.
   *[other] { $names } are not ranked for want of evidence. Silence is not calm.
}
caution-unranked-many = { $n ->
    [one] { $count } territory is not ranked for want of evidence. Silence is not calm.
   *[other] { $count } territories are not ranked for want of evidence. Silence is not calm.
}
caution-areas = Crime areas are not ranked against each other: they are grouped by band, and inside a band the differences are not distinguishable.
caution-areas-draws = Inside a tie group, not every two territories or crime areas can be told apart; only between groups does the order hold for every pair.
caution-territories-draws = Inside a tie group, not every two territories can be told apart; only between groups does the order hold for every pair.
caution-no-draws = This run has no draws: scores carry no interval, and small differences must not be read as differences.
key-bands = Bands
key-gap = Gap
key-gap-text = not assessed: never zero, never calm
key-confidence = Confidence
key-enforcement = Mark
key-enforcement-text = rests on enforcement counts alone
key-without = Without a dimension
key-without-text = the part named under a score has none of its own and is left out: not known is not calm

## Charts

evidence-title = What “{ $node }” rests on, edition { $edition }
evidence-alt = Bars by territory with the cells of “{ $node }”: { $measured } rest on more than enforcement counts, { $alone } on enforcement counts alone, { $gaps } are gaps. The territory with most known cells is { $best }, the one with fewest { $least }.
evidence-caption = Crime areas of each territory by what their “{ $node }” rests on. Those who report least have more gaps, not less crime.
legend-measured = more than enforcement counts
legend-enforcement = enforcement counts alone
legend-without = without a dimension
legend-gap = intelligence gap
legend-not-applicable = not applicable
legend-edition = edition { $edition }
legend-interval = 90 % interval
legend-low-confidence = low confidence
legend-tie = border between tie groups
ranking-title = “{ $node }” by territory, edition { $edition }
ranking-alt = { $count } territories ordered by “{ $node }”, from { $first } ({ $high }) to { $last } ({ $low }).
ranking-caption = Each dot is a territory on the scale of “{ $root }”; the line comes from the previous edition. An open circle marks low confidence.
ranking-caption-first = The { $shown } highest of { $count } territories on the scale of “{ $root }”; the table has all. The line comes from the previous edition. An open circle marks low confidence.
heatmap-title = “{ $node }” by territory and crime area, edition { $edition }
heatmap-alt = Heat map of “{ $node }”: { $territories } territories in rows, { $areas } crime areas in columns. { $known } cells have a score, { $marked } of them on enforcement counts alone; { $gaps } are gaps and hatched.
heatmap-alt-without = { $n ->
    [one] { $count } score was made without a dimension.
   *[other] { $count } scores were made without a dimension.
}
heatmap-caption = “{ $node }” in edition { $edition }. The colour is the band; what is hatched is not known; a corner marked at the top rests on enforcement counts alone.
heatmap-caption-without = A corner marked at the bottom is a score made without a dimension; pointing at the cell says which.
flat-title = The same by construction, not as a finding
flat-everywhere = “{ $node }” is the same number in all areas of a territory: it is a property of the territory.
flat-areas = “{ $node }” is the same number, territory by territory, in: { $areas }.
flat-few = “{ $node }” takes only { $kinds } different values per territory over { $areas } crime areas: most share the same number.
matrix-title-areas = Crime areas: “{ $across }” against “{ $up }”, edition { $edition }
matrix-title-territories = Territories: “{ $across }” against “{ $up }”, edition { $edition }
matrix-alt = { $count } points by “{ $across }” (across) and “{ $up }” (up). Highest on both together is { $name }, with { $x } and { $y }.
matrix-caption-areas = Crime areas that have both “{ $across }” and “{ $up }”; the colour is the band of “{ $root }”, and an inner dot marks a “{ $across }” on enforcement counts alone. The letters are no order.
matrix-caption-territories = Territories on the same two dimensions, “{ $across }” and “{ $up }”; the colour is the band of “{ $root }”.
profile-title = { $name } among its peers
profile-alt = Score of { $name } on { $count } nodes of the method; the ticks are the { $peers } others.

## Ranking and areas

ranking-table = “{ $root }” by territory, edition { $edition }
ranking-note = Without draws it is not known which differences in “{ $root }” are real: read close neighbours as tied.
ranking-note-draws = A tie group ends where everybody down to there lies above everybody further down on “{ $root }” in at least { $tie } % of the draws; inside one, not every pair can be told apart. Rank range and interval cover 90 % of the draws.
ranking-note-pairs = “Clearly above / below” counts the others that a row can be told apart from in that way, wherever they stand; every pair is in tables/winning.csv.
order-other-way = { $rest ->
    [0] In most draws these lie the other way round from their scores: { $names }.
   *[other] In most draws these lie the other way round from their scores: { $names }; and { $more } more.
}
item-other-way = { $below } above { $above } ({ $share } %)
order-outside-range = { $rest ->
    [0] The rank by score lies outside the rank range of the draws: { $names }. What is not known of them pulls the draws away from the score of what is known.
   *[other] The rank by score lies outside the rank range of the draws: { $names }; and { $more } more. What is not known of them pulls the draws away from the score of what is known.
}
item-outside-range = { $name } ({ $rank } by score, { $range } by the draws)
ranking-note-change = Arrows mark changes of more than { $threshold } points since the previous edition; without draws they do not prove that a change is real.
unranked-title = Not ranked
regions-title = Regions and groups
areas-note = Grouped by band and, inside a band, by name. They carry no rank number: inside a band the differences are not distinguishable.
areas-note-draws = Tie groups are set by the draws: one ends where every area down to there lies above every area further down in at least { $tie } % of them; inside one, not every pair can be told apart. The numbers of the groups also count the areas in the list of enforcement counts.
areas-tied = On more than enforcement counts
areas-band = Band: { $band }
areas-no-band = No single band
areas-enforcement = On enforcement counts alone
areas-enforcement-note = In every territory assessed, what is known rests on seizures, detections or other enforcement counts alone. Do not compare these areas with the others: their figures say as much about the police as about crime.
areas-partial = Known in part: without “{ $root }”
areas-partial-note = A required part is missing, hence there is no “{ $root }”; the annex on gaps says which.
areas-gap = Intelligence gaps
areas-gap-note = Kept in sight on purpose: in this edition no evidence measures them. It does not mean that they do not exist.

## Profiles

profile-territory = “{ $root }”: { $score }, with { $confidence } confidence, from { $known } of { $total } crime areas.
profile-territory-only = “{ $root }”: { $score }, with { $confidence } confidence.
profile-place = Rank { $rank } of { $of }.
profile-place-range = Between ranks { $low } and { $high } of { $of } in 90 % of the draws.
profile-place-none = Not in the ranking.
profile-without = “{ $root }” is assessed { $without }.
profile-gap = “{ $root }” is not assessed for { $name }. { $reason }.
profile-area = “{ $node }” is known in { $known } of { $total } territories; in { $alone } of them from enforcement counts alone.
profile-area-enforcement = “{ $node }” is known in { $known } of { $total } territories, and in all of them from enforcement counts alone.
profile-area-partial = “{ $node }” is known in { $known } of { $total } territories, in { $alone } from enforcement counts alone; there is no “{ $root }” because a required part is missing.
profile-area-gap = “{ $node }” is known in no territory: this is an intelligence gap, not an absence.
iccs-verified = ICCS { $code }
iccs-unverified = ICCS { $code } (not verified)
ocindex-market = OC Index: { $market }
profile-tree = What it is made of
profile-response = Response of institutions: { $node }
profile-drivers = What raises it above the median
profile-indicators = Indicators of this area
profile-cells-areas = “{ $root }” by crime area
profile-cells-territories = “{ $root }” by territory
profile-missing = Without “{ $root }” (gap or not applicable): { $names }.
profile-flags = Warnings on the data:
profile-evidence = { $n ->
    [one] Rests on { $rows } row of evidence; sources: { $sources }.
   *[other] Rests on { $rows } rows of evidence; sources: { $sources }.
}
evidence-value = { $name }: { $value } ({ $period })
evidence-imputed = { $name }: { $value }
evidence-places = { $n ->
    [one] { $name }: { $count } territory
   *[other] { $name }: { $count } territories
}
flag-b = { $name } ({ $period }): break in series
flag-e = { $name } ({ $period }): estimated
flag-p = { $name } ({ $period }): provisional
flag-s = { $name } ({ $period }): suspect as published
flag-place-b = { $territory } – { $name } ({ $period }): break in series
flag-place-p = { $territory } – { $name } ({ $period }): provisional
flag-place-s = { $territory } – { $name } ({ $period }): suspect as published

## Columns

col-rank = Rank
col-rank-range = Rank range
col-tie = Group
col-clear = Clearly above / below
col-territory = Territory
col-territories = Territories
col-region = Region
col-area = Crime area
col-areas = Crime areas
col-band = Band
col-score = Score
col-interval = 90 % interval
col-change = Change
col-confidence = Confidence
col-coverage = Coverage
col-cells = Areas assessed
col-assessed = Assessed
col-reason = Reason
col-territories-known = Territories known
col-alone = Counts alone
col-node = Node
col-part = Part
col-indicator = Indicator
col-indicators = Indicators
col-median = Median
col-kind = Kind
col-enforcement = Enforcement share
col-age = Median age (years)
col-rows = Rows
col-censored = Censored
col-flagged = Flagged
col-periods = Periods
col-grade = Grade
col-source = Source
col-flags = Warnings
col-share = Share
col-severity = Severity
col-code = Code
col-count = Count
col-cause = Main cause (cells)
col-weight = Weight
col-weight-share = Share
col-aggregate = Function
col-min-coverage = Least coverage
col-floor = Floor
col-properties = Properties
col-range = Range
col-holds-for = Holds for
col-direction = Direction
col-unit = Unit
col-posts = Goalposts
col-normalise = Normalisation
col-max-age = Greatest age (years)
col-publisher = Publisher
col-licence = Licence
col-retrieved = Retrieved
col-lineage = Built from

## Quality and gaps

quality-lead = Confidence stands beside the score, never inside it. It combines coverage, the grades of the sources, age, corroboration and agreement.
quality-places = Quality of the evidence by territory for “{ $node }”, edition { $edition }: mean of its cells
quality-indicators = Evidence by indicator in use in edition { $edition }
quality-grades = Grades of the rows in use, all editions
quality-findings = Findings of the check (texts in tables/warnings.csv)
twice-title = Sources used twice
twice-lead = These sources are built from others also in use: their agreement is no corroboration.
twice-none = No source in use declares to be built from another one in use.
used-twice = { $source } is built from { $ancestor }
flagged-title = Breaks in series, suspect and provisional values
flagged-none = There are no breaks, suspect or provisional values among those in use.
flags-censored = { $n ->
    [one] { $count } censored
   *[other] { $count } censored
}
flags-break = { $n ->
    [one] { $count } break
   *[other] { $count } breaks
}
flags-suspect = { $n ->
    [one] { $count } suspect
   *[other] { $count } suspect
}
flags-provisional = { $n ->
    [one] { $count } provisional
   *[other] { $count } provisional
}
gaps-sentence = { $n ->
    [one] { $gaps } of { $total } cells has no “{ $root }”. The list of gaps is the collection plan.
   *[other] { $gaps } of { $total } cells have no “{ $root }”. The list of gaps is the collection plan.
}
gaps-sentence-territories = { $n ->
    [one] { $gaps } of { $total } territories has no “{ $root }”. The list of gaps is the collection plan.
   *[other] { $gaps } of { $total } territories have no “{ $root }”. The list of gaps is the collection plan.
}
gaps-areas = Gaps by crime area: cells without a score
gaps-places = Gaps by territory: cells without a score
gaps-empty = Indicators without any usable figure in this edition: what should be collected
cause-no-indicator = “{ $node }”: the method has no indicator ({ $count })
cause-no-evidence = “{ $node }”: no evidence ({ $count })
cause-coverage = “{ $node }”: evidence exists, but under the floor ({ $count })
cause-required = “{ $node }”: a required part is missing ({ $count })
cause-confidence = “{ $node }”: too little confidence ({ $count })
cause-screened = “{ $node }”: left out by screening ({ $count })

## Method

method-id = Id
method-version = Version
method-owner = Owner
method-hash = SHA-256
method-scale = Scale
method-decimals = Published form
rounding-half-up = { $n ->
    [one] { $decimals } decimal, half away from zero
   *[other] { $decimals } decimals, half away from zero
}
rounding-half-even = { $n ->
    [one] { $decimals } decimal, half to even
   *[other] { $decimals } decimals, half to even
}
method-unit = Unit of analysis
unit-territory = Territory
unit-territory-area = Territory by crime area
method-steps = Steps, in order
step-select = Selection: the newest period within the greatest age of each indicator is taken, of those at least as long as the edition unless the indicator takes any; in it a number beats a word, then the preferred source, then the best grade (ratings of raters stand together, whatever the grade of each), else the median.
step-denominate = Denomination: where an indicator asks for it, its value is divided by its denominator of the same period or the nearest earlier one.
step-no-denominate = Denomination: none; values are used as published.
step-no-impute = Imputation: none. What is missing stays a gap.
step-impute-column = Imputation: what is missing takes the { $statistic ->
    [mean] mean
   *[median] median
} of the other units' values of the indicator in the edition.
step-impute-column-group = Imputation: what is missing takes the { $statistic ->
    [mean] mean
   *[median] median
} of the indicator in the edition over the units of its group ({ $group }).
step-impute-row = Imputation: what is missing takes the { $statistic ->
    [mean] mean
   *[median] median
} of { $among ->
    [siblings] the unit's other indicators under the same node
   *[all] all the unit's other indicators
}, each brought to one scale first (that of its posts, else from the least to the greatest value of the edition) and back afterwards.
step-impute-latest = Imputation: what is missing takes the unit's last earlier value of the indicator, however old.
step-impute-constant = Imputation: what is missing takes the unit's last earlier value of the indicator, or its first where there is none earlier. No value later than the last edition is looked at.
step-impute-between = Imputation: what is missing lies on the line between the unit's neighbouring values of the indicator in time; outside them it stays missing. No value later than the last edition is looked at.
step-impute-linear = Imputation: what is missing lies on the line between the unit's neighbouring values of the indicator in time; beyond them it takes the nearest, if there are at least two. No value later than the last edition is looked at.
step-impute-linear-constant = Imputation: what is missing lies on the line between the unit's neighbouring values of the indicator in time; beyond them, or with a single one, it takes the nearest. No value later than the last edition is looked at.
step-impute-within = { $text } Only values within { $years } years of the edition count.
step-imputed = An imputed value is no observation: it counts for coverage, its confidence is 0, and its error is that of an ungraded figure together with the spread of what it was made from.
step-screen-available = Screening: units with less than { $threshold } % of their indicators are left out.
step-screen-nonzero = Screening: units with less than { $threshold } % of values other than zero are left out.
step-treat = { $n ->
    [one] Outliers: up to { $points } point is winsorised where skewness exceeds { $skewness } and kurtosis { $kurtosis }.
   *[other] Outliers: up to { $points } points are winsorised where skewness exceeds { $skewness } and kurtosis { $kurtosis }.
}
step-treat-then = Where that does not suffice, and the indicator has neither fixed posts nor a transform of its own, the { $from ->
    [winsorised] winsorised
   *[original] original
} column is transformed ({ $word }): { $formula }.
step-normalise = Normalisation by default: { $function }.
step-aggregate = Aggregation: each node combines its children with its own function and weights; those missing leave the sum and lower the coverage.
method-tree = Tree of the method
flag-required = required
flag-inverted = its parent sees it turned round
flag-weightless = shown without counting (weight 0)
aggregate-arithmetic = arithmetic mean
aggregate-geometric = geometric mean
aggregate-harmonic = harmonic mean
aggregate-power = power mean, p = { $p }
aggregate-median = weighted median
aggregate-min = minimum
aggregate-max = maximum
aggregate-own = function of one’s own “{ $name }”
aggregate-mazziotta-pareto-subtract = mean less its imbalance (Mazziotta–Pareto)
aggregate-mazziotta-pareto-add = mean plus its imbalance (Mazziotta–Pareto)
method-formulas = Formulas
formula-goalposts = Goalposts: a value x, clipped between the posts a and b, becomes (x − a) / (b − a) of the scale; where “more is less” its complement is taken. The posts do not move because another territory changes.
formula-arithmetic = Arithmetic mean: sum of weight × score over the sum of weights. High makes up for low.
formula-geometric = Geometric mean: product of the scores raised to their share of the weight. Low pulls more than high; below the floor the floor is taken.
formula-harmonic = Harmonic mean: sum of weights over the sum of weight / score. Low dominates.
formula-power = Power mean: p-th root of the mean of the scores raised to p. With p above 1, high pulls more than low.
formula-median = Weighted median: the score at which the accumulated weight passes one half.
formula-mazziotta-pareto = Mazziotta–Pareto: the weighted arithmetic mean M, less or plus a penalty for imbalance, S² / M with the weighted variance S² of the scores. Equal parts have none. Added, an uneven profile counts as worse where high is bad; subtracted, where high is good, and the result may lie below every part.
formula-invert = Turning round: the parent sees low end + high end − score; tables show the node's own score.
formula-coverage = Coverage: share of a node's weight that has usable evidence. Below the minimum, without any available child or without a required one, the node is a gap: not zero, not the mean of something else.
method-bands = Bands
method-bands-note = The cuts are fixed, not quantiles, and judged on the exact score. Nodes that their parent sees turned round carry no band.
band-below = below { $high }
band-between = from { $low } and below { $high }
band-from = from { $low }
band-all = all nodes that carry a band
method-rollups = Roll-ups
method-rollups-note = A roll-up combines, node by node, the same node of its units; it never combines the children again. A unit that is a gap lowers the coverage and widens the interval: what is not known about it could move the whole.
rollup-territory = Territory, over its crime areas
rollup-crime-area = Crime area, over the territories
rollup-region = Region, over its territories
rollup-plain = { $function }; least coverage { $coverage }
rollup-without = { $function }; least coverage { $coverage }; not counted: { $names }
rollup-weighted = { $function }; least coverage { $coverage }; weights other than 1: { $weights }
rollup-both = { $function }; least coverage { $coverage }; not counted: { $names }; weights other than 1: { $weights }
method-confidence = Confidence
method-confidence-text = The confidence of an indicator is the product of the reliability of the source, the credibility of the figure, timeliness, corroboration and agreement between raters; that of a node is the weighted mean of its children, with zero for those missing. A node on enforcement counts alone does not go beyond low confidence.
confidence-scheme = Grading scheme
confidence-reliability = Reliability of the source
confidence-credibility = Credibility of the figure
confidence-ungraded = Part absent or not to be judged
confidence-timeliness = Years after which timeliness falls to 1/e
confidence-corroboration = Loss for a single source
confidence-cuts = Cut-offs
confidence-cuts-value = moderate from { $moderate } of 100, high from { $high }
confidence-floor = Least confidence to assess
method-uncertainty = Uncertainty
method-uncertainty-text = Each draw repeats the computation with error in the evidence, possible values for what is missing, weights around those stated and, with their probability, other functions. Intervals and ranges cover 90 % of the draws.
uncertainty-draws = Draws
uncertainty-seed = Seed
uncertainty-concentration = Concentration of the weights (Dirichlet)
uncertainty-experts = Weights judged by experts
uncertainty-experts-node = { $node } ({ $count } experts)
uncertainty-experts-geometric = in each draw those of a panel drawn with replacement from the experts who judged the node, their geometric mean: { $nodes }; elsewhere they are drawn around the stated ones
uncertainty-experts-arithmetic = in each draw those of a panel drawn with replacement from the experts who judged the node, their mean: { $nodes }; elsewhere they are drawn around the stated ones
uncertainty-own = Error model of one’s own
uncertainty-sd = Standard deviation by grade, in points
uncertainty-ungraded = Standard deviation if ungraded
drift-of = ± { $sd } a year
uncertainty-drift = How far a score moves in a year (standard deviation, points)
uncertainty-drift-estimated = estimated from each indicator’s own history: { $low } to { $high }, median { $median }
uncertainty-missing = What is missing
uncertainty-missing-value = drawn given what is known beside it: a regression on the siblings that the other territories teach, with their residuals, the same in every edition; in { $share } % of the draws as the siblings
uncertainty-threshold = Change that counts, in points
uncertainty-tie = Winning index that tells neighbours apart
uncertainty-switch = Alternative function
uncertainty-switch-value = “{ $node }” with { $function } in { $share } % of the draws
method-indicators = Indicators
method-denominators = Denominators
any-length = periods of any length
denominator-age = greatest age { $age } years
span-since = since { $period }
span-until = until { $period }
smooth = { $n ->
    [one] { $function }, on the mean of { $window } year
   *[other] { $function }, on the mean of { $window } years
}
transform-log = logarithm; { $function }
transform-log1p = logarithm of 1 + x; { $function }
transform-sqrt = square root; { $function }
transform-own = function of one’s own “{ $name }”; { $function }
normalise-goalposts = fixed goalposts
normalise-none = already on the scale
normalise-minmax = minimum and maximum
normalise-zscore = z-score with mean { $mean } and standard deviation { $sd }
normalise-rank = rank
normalise-percentile-rank = percentile rank
normalise-borda = rank minus one (Borda)
normalise-distance-to-target = distance to the target { $target }
normalise-distance-to-reference = distance to the reference { $reference }
normalise-distance-to-max = distance to the maximum
normalise-fraction-of-max = fraction of the maximum
normalise-all-editions = { $function }, over all editions together
posts-population = { $n ->
    [one] { $low } to { $high }, of { $count } value
   *[other] { $low } to { $high }, least and greatest of { $count } values
}

## Sources and limits

sources-lead = Rights in the data stay with their publishers. Licences are quoted as the project declares them and hold apart from that of the program.
sources-unnamed = { $n ->
    [one] { $count } row in use names no source.
   *[other] { $count } rows in use name no source.
}
limit-order = “{ $root }” orders evidence by a declared method; it is no measurement of crime and no verdict on a country.
limit-silence = A gap is not a zero. Territories that report least have more gaps; silence is not calm.
limit-enforcement = Seizures, arrests and detections measure enforcement: they rise when the police work more, though the market stays the same. So they are marked and their confidence is low.
limit-posts = A score depends on where the goalposts stand. Another post would move it though nothing in the world changed; all of them are printed in the annex.
limit-weights = The weights are value choices of the method's owner. They are printed so that they can be disputed and changed.
limit-aggregate = A mean hides differences inside a territory. It cannot serve to give resources to a municipality or to judge an institution.
limit-persons = Nothing here speaks of persons or identifiable groups, and nothing may be used to profile them.
heatmap-caption-draws = “{ $node }” in edition { $edition }. The colour is the band, or lies between two where the draws do not agree on one; what is hatched is not known; a corner marked at the top rests on enforcement counts alone.
headline-risers-draws = { $n ->
    [one] Increase since edition { $before } that stands out from the noise, with at least moderate confidence: { $names }.
   *[other] Increases since edition { $before } that stand out from the noise, with at least moderate confidence: { $names }.
}
headline-fallers-draws = { $n ->
    [one] Decrease since edition { $before } that stands out from the noise, with at least moderate confidence: { $names }.
   *[other] Decreases since edition { $before } that stand out from the noise, with at least moderate confidence: { $names }.
}

## Units, as methods write them in English

unit-of-score-1-10 = score, 1-10
unit-of-per-100-000 = per { $hundred_thousand }
unit-of-count = count
unit-of-rating-0-10 = rating, 0-10
unit-of-persons = persons
unit-of-estimate = estimate
unit-of-kg = kg
unit-of-index-0-1 = index, 0-1
unit-of-index-0-100 = index, 0-100
unit-of-deaths = deaths
unit-of-percent-of-adults = % of adults
unit-of-percent-of-firms = % of firms
unit-of-percent-of-sales = % of sales
unit-of-percent-of-population = % of population
unit-of-places = places
unit-of-pairs = pairs
unit-of-hectares = hectares
unit-of-percent = %
unit-of-years = years
unit-of-2017-ppp = 2017 PPP $

## Methods whose unit is the territory

kicker-territories = Assessment of territories
section-matrix-territories = Two dimensions
figure-known = { $n ->
    [one] of { $total } cells has a “{ $node }”
   *[other] of { $total } cells have a “{ $node }”
}
figure-known-territories = { $n ->
    [one] of { $total } territories has a “{ $node }”
   *[other] of { $total } territories have a “{ $node }”
}
figure-gaps-territories = { $n ->
    [one] of { $total } territories lacks evidence
   *[other] of { $total } territories lack evidence
}
limit-order-territories = “{ $root }” orders evidence by a declared method; it is no verdict on a country.
