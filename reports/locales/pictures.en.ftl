## Pictures of the region

section-region = The region at a glance

## Pictures: the map

map-title = “{ $node }” on the map, edition { $edition }
map-alt = Map of “{ $node }” in Latin America and the Caribbean. { $n ->
    [0] { $known } territories have a score; none is a gap.
    [one] { $known } territories have a score; { $gaps } is a gap and hatched.
   *[other] { $known } territories have a score; { $gaps } are gaps and hatched.
} Highest: { $leaders }. The table of the ranking has every number.
map-caption = “{ $node }” in edition { $edition }. The colour and the number are the band (two of them where the draws leave both open), in brackets where confidence is low; what is hatched is not known; who is blank is not part of the assessment. Borders: Natural Earth, generalised; no position on any border is taken. A large territory is no larger threat.
map-missing = Not on the map: { $names }.
map-missing-many = { $count } territories of the assessment are not on the map.
map-place = { $name }: { $about }
map-score = { $score }, { $band }
map-low = ({ $number })
map-scale = from { $low } to { $high }
map-outside = not part of the assessment
map-projection = Lambert azimuthal equal-area projection, centred on { $lon }°W, { $lat }°S.
map-borders = Borders: Natural Earth, generalised; no position on any border is taken.

## What a score is made of

waterfall-title = What the score of { $name } is made of
waterfall-alt = What leads to the score of { $name }, { $score }: { $parts }.
waterfall-caption-dimensions = What a score is made of, by dimension: from a territory with every dimension at the median of the territories to the score. What a dimension adds is the mean over all orders in which the dimensions can be taken from the median to their own values (Shapley), so that the parts add up whatever the mean.
waterfall-caption-areas = By crime area: the share of each in the weighted mean.
waterfall-caption-slopes = By crime area: each value times the slope of the mean at it (Euler’s allocation), as “ideal explain” prints.
waterfall-rounded = Printed numbers are rounded.
waterfall-median = median of the territories
waterfall-dimensions = by dimension
waterfall-areas = by crime area
waterfall-score = score
waterfall-others = { $n ->
    [one] { $count } other
   *[other] { $count } others
}
waterfall-table = What the score is made of
col-adds = Adds
col-way = Split

## Editions side by side

slope-title = “{ $node }” from edition to edition
slope-alt = Scores of “{ $node }” of { $count } territories from edition { $first } to { $last }. At the last step, beyond the noise: { $up } up, { $down } down; not told from it: { $same }; not comparable: { $broken }.
slope-caption = Each line is a territory on the scale of “{ $root }”, between the editions that correspond. Where evidence breaks off or a score is a gap, there is no line.
slope-strong-draws = change beyond the noise
slope-strong = change above the method’s threshold
slope-thin = not told from noise
editions-first = The { $shown } highest of { $count } territories are drawn.
trends-title = “{ $node }” of each territory over the editions
trends-alt = A small chart of “{ $node }” for each of { $count } territories, editions { $first } to { $last }: { $known } scores, and { $gaps } gaps, which are hatched. In the order of the ranking.
trends-caption = “{ $root }” of each territory, in the order of the ranking. Scores that do not correspond are not joined; what is hatched is not known.
trends-score = score, coloured by its band

## Coverage

coverage-title = Weight covered by evidence, edition { $edition }
coverage-alt = Share of the weight that evidence covers: { $territories } territories in rows, { $nodes } nodes in columns. Of the cells with a score { $low } are under { $middle } per cent, { $between } from there to { $high } per cent and { $most } above; { $gaps } are gaps and hatched.
coverage-caption = How much of the weight of each node evidence covers, in per cent. Hatched: too little for a score, or another reason not to give one. It says how much is known, not how high a score is.
coverage-low = under { $middle } %
coverage-between = { $middle } to { $high } %
coverage-high = { $high } % and more
slope-never = No score in any of these editions: { $names }.
