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
