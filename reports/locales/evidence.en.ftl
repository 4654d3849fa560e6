# What a score rests on, what is missing beside it, and what is known of both.

## The point and the draws

point-beside = What is known gives { $score }; with what is missing { $median } ({ $low }–{ $high }).
point-beside-of = { $name }: what is known gives { $score }; with what is missing { $median } ({ $low }–{ $high }).
points-beside = Scores at the edge of their interval
median-interval = { $median } ({ $interval })
interval-median-label = Median of the draws { $median }, 90 % interval: { $interval }
col-draws-median = Median of the draws

## What a confidence is made of

quality-of = Evidence quality { $of } of 100: { $parts }
quality-grade-all = { $grade }
quality-grade-most = mostly { $grade } (worst { $worst })
quality-grade-none-worse = mostly { $grade }, none worse
quality-age = { $n ->
    [0] of the same year
    [one] 1 year old
   *[other] { $years } years old
}
quality-ages = { $n ->
    [one] median age 1 year (oldest { $oldest })
   *[other] median age { $years } years (oldest { $oldest })
}
quality-source = { $n ->
    [one] one source
   *[other] { $count } independent sources
}
quality-source-each = { $n ->
    [one] one source each
   *[other] { $count } independent sources each
}
quality-sources-each = { $fewest } to { $most } independent sources each
quality-missing = { $share } % of the weight has no evidence and counts as 0
quality-counts = held at low, because these are enforcement counts alone
confidence-meaning = Confidence is the quality of the evidence from 0 to 100: the grades of source and figure, their age and corroboration, with 0 for what is missing. It is low below { $moderate }, moderate from { $moderate } and high from { $high }. It does not say whether a score is high or low.
ungraded-newer = { $name } ({ $period }): this figure has no grade, which counts as { $trust } of 100; the older one of { $older }, graded { $grade }, counts as { $older_trust } and is not used

## Distance to the floors

floors-title = Distance to the least coverage
floors-lead = A territory has “{ $root }” only where its coverage reaches the least that the method asks for. The nearer it is, the more its rank depends on a single figure: the last column names the indicators each of which decides it alone.
floors-table = Territories nearest to the least coverage of “{ $root }”, edition { $edition }
floors-cells = { $assessed } cells have “{ $root }”: { $fragile } of them would lose it without a single one of their indicators. Of { $gaps } gaps, { $near } would have it with a single one more.
floors-lost = { $n ->
    [one] would lose it without: { $names }
   *[other] would lose it without any one of these: { $names }
}
floors-gained = { $n ->
    [one] would have it with: { $names }
   *[other] would have it with any one of these: { $names }
}
floors-none = no single indicator
floors-more = { $names } and { $count } more
floors-leaf-area = { $name } ({ $area })
col-margin = Distance, in points of %
col-deciding = Decided alone by

## What is known of the data set

caveats-low = Known to come out too low
caveats-high = Known to come out too high
caveats-unclear = Known to err, and not which way

## Judgement

judgement-title = What rests on judgement
judgement-lead = { $cells } cells rest on ratings of people, wholly or in part: { $raters } raters of { $panels } panels. How far their ratings of one thing lie apart is part of every interval.
judgement-cells = Cells that rest on ratings, those with the widest spread first, edition { $edition }
judgement-more = The { $shown } with the widest spread; all stand in tables/indicators.csv, in its last columns.
judgement-adjusted-lead = Some raters see more in everything than others do. From what several of them rated (cells, territories of other panels, vignettes) it is estimated by how much, and that is taken out of their ratings before they are pooled.
judgement-apart = The raters fall into { $n } parts that rated nothing in common: severity is compared within a part only, and nothing is adjusted across.
judgement-ranking = “{ $root }” with the severity of raters taken out, and without
judgement-panels = Severity by panel, in points: above 0, its raters see more than others do
col-rated-indicators = Indicators rated
col-raters = Raters
col-widest-spread = Widest spread, points
col-adjusted = Largest adjustment, points
col-rank-unadjusted = Rank as rated
col-score-unadjusted = Score as rated
col-panel = Panel
col-severity-mean = Mean severity
col-severity-least = Least
col-severity-most = Greatest

raters-pool = Pooling of ratings
raters-pool-panel = a draw takes the median of raters taken from the panel with replacement
raters-pool-linear = a draw takes the view of one rater
raters-adjust = Severity of raters
raters-adjust-none = ratings stay as they were given
raters-adjust-severity = estimated from what several raters rated, and taken out
raters-panel-sd = Error that a panel shares (points)
raters-range-level = What a range without a confidence is taken to hold (%)
