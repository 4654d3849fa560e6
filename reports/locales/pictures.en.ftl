## Pictures of the region

section-region = The region at a glance

## Pictures: the map

map-title = “{ $node }” on the map, edition { $edition }
map-alt = Map of “{ $node }” in Latin America and the Caribbean. { $n ->
    [0] { $known } territories have a score; none is a gap.
    [one] { $known } territories have a score; { $gaps } is a gap and hatched.
   *[other] { $known } territories have a score; { $gaps } are gaps and hatched.
} Highest: { $leaders }. The table of the ranking has every number.
map-caption = “{ $node }” in edition { $edition }. The colour and the number are the band, in brackets where confidence is low; what is hatched is not known; who is blank is not part of the assessment. Borders: Natural Earth, generalised; no position on any border is taken. A large territory is no larger threat.
map-missing = Not on the map: { $names }.
map-missing-many = { $count } territories of the assessment are not on the map.
map-place = { $name }: { $about }
map-score = { $score }, { $band }
map-low = ({ $number })
map-scale = from { $low } to { $high }
map-outside = not part of the assessment
map-projection = Lambert azimuthal equal-area projection, centred on { $lon }° W { $lat }° S.
map-borders = Borders: Natural Earth, generalised; no position on any border is taken.

## What a score is made of

waterfall-title = What the score of { $name } is made of
waterfall-alt = What adds up to the score of { $name }, { $score }: { $parts }.
waterfall-caption = What each part adds to the score, in points: its share of a weighted sum. Printed numbers are rounded.
waterfall-caption-slopes = What each part adds to the score, in points. Where a mean is not arithmetic, a part is its value times the slope of the mean at it (Euler’s allocation), as “ideal explain” prints: it depends on the other parts, and the parts add up to the score. Printed numbers are rounded.
waterfall-dimensions = by dimension
waterfall-areas = by crime area
waterfall-score = score
waterfall-others = { $n ->
    [one] { $count } other
   *[other] { $count } others
}
waterfall-table = What the score is made of
col-adds = Adds
