# Texts of what the ranking depends on in English. One id per sentence; numbers arrive formatted.

## What the ranking depends on

percent = { $share } %
acceptability-head = Probability of each rank
acceptability-title = Probability of each rank by “{ $node }”, edition { $edition }
acceptability-alt = { $n ->
    [one] Territories in rows, ranks in columns, { $count } of them. Most often first is { $first }, in { $share } % of the draws. { $settled } territory has a rank that at least half of the draws give it.
   *[other] Territories in rows, ranks in columns, { $count } of them. Most often first is { $first }, in { $share } % of the draws. { $settled } territories have a rank that at least half of the draws give them.
}
acceptability-caption = In how many per cent of the draws a territory has each rank. A row spread over many columns means that its rank is not known; shares under 1 % carry no number.
acceptability-axis = Rank, 1 is the highest
acceptability-legend = share of the draws
acceptability-point = rank of the score in the table
col-top = { $n ->
    [one] First
   *[other] In the first { $k }
}
section-dependence = What the ranking depends on
dependence-lead = The ranking depends above all on { $factor }: that alone or with others is involved in { $share } % of its variation. The mean shift is { $shift } places when everything uncertain varies at once.
dependence-untold = No single thing among those that vary has a share that can be told from 0. The mean shift is { $shift } places when everything uncertain varies at once.
dependence-joint = By themselves, the things that vary explain { $sum } % of the variation (between { $low } and { $high } %); the other { $joint } % come from several of them acting together.
dependence-alone = By themselves, the things that vary explain { $sum } % of the variation (between { $low } and { $high } %); that they act together cannot be told from chance.
dependence-nothing = The ranking does not depend on anything that varies.
dependence-title = Shares of the variation of the ranking, edition { $edition }
dependence-alt = Bars for the { $count } largest of what varies. Largest are { $name }: involved in { $total } % of the variation, { $first } % by itself.
dependence-alt-untold = Bars for the { $count } largest of what varies. Largest are { $name }: involved in { $total } % of the variation; what it explains by itself cannot be told from 0.
share-untold = not told from 0
dependence-total = in all, with others
dependence-first = by itself
dependence-interval = 95 % interval
dependence-caption = How much of the variation of the ranks comes from each thing that is uncertain. Where the two bars differ, it acts together with others; where a bar is missing, its share cannot be told from 0.
dependence-note = Sobol’ indices of the mean shift of ranks, from { $runs } runs of the model; the widest 95 % interval spans { $width } percentage points.
dependence-rest = { $n ->
    [one] { $count } further group matters less and is in tables/sensitivity.csv.
   *[other] { $count } further groups matter less and are in tables/sensitivity.csv.
}
factor-weights = the weights under “{ $node }”
factor-error = errors of the evidence under “{ $node }”
factor-missing = missing evidence under “{ $node }”
factor-switch = the choice of function of “{ $node }”
factor-raters = what the raters of panel { $node } know and doubt
factor-severity = how severe raters are
dependence-weights = With other weights
dependence-left = If one thing is left out
dependence-left-note = The largest effects; all are in tables/leave_one_out.csv.
dependence-left-nothing = Leaving out any single indicator, source or rater changes no rank.
col-left = Left out
col-name = Name
col-shift-mean = Mean shift of ranks
col-shift-over = Over
col-shift-max = Largest shift
col-would-lose = Would lose their rank
left-indicator = indicator
left-source = source
left-rater = rater

shift-over = Who is assessed is judged by the stated weights and all the evidence, and stays so here: a shift comes from the scores alone. “Over” counts those that have a score in both rankings; a dash stands where there is none. “Would lose their rank” counts those whose evidence would not suffice if it were judged anew; tables/weightings.csv and tables/leave_one_out.csv name them.

## Other weights

effect-title = Ranks under other weights, edition { $edition }
effect-alt = { $count } territories in rows, { $others } weightings in columns. { $steady } keep their rank within one place under all of them; furthest moves { $name }, between the places { $best } and { $worst }.
effect-caption = Left: the line spans where the weightings move a territory, the dot is its rank under the stated ones. Right: its rank under each; the darker, the further it moves, ▲ nearer the top, ▼ further down. Weights read from the data say how scores vary and go together, not how much anything matters.
effect-first = { $n ->
    [one] The first { $shown } of { $count } ranked territory; the others are in tables/weighting_ranks.csv.
   *[other] The first { $shown } of { $count } ranked territories; the others are in tables/weighting_ranks.csv.
}
effect-rank = Rank, 1 is the highest
effect-lost = nothing left to score
effect-table = Weightings against the stated one
col-weighting = Weights
col-about = What they are
by-stated = stated
by-equal = equal
by-without-enforcement = no enforcement counts
by-pca = principal component
by-entropy = entropy
by-critic = CRITIC
by-optimise = balanced
by-bod = benefit of the doubt
about-equal = every part of a node counts the same
about-without-enforcement = what counts police work has weight 0
about-pca = from the data: what moves with the main common pattern counts more
about-entropy = from the data: what tells units apart counts more
about-critic = from the data: what varies and says something of its own counts more
about-optimise = from the data: such that each part shows in its node as much as stated
about-bod = from the data: the mean of the weights that favour each unit most
weights-kept = Under { $nodes } the stated weights stay, because the data propose none: { $weights }.
weights-absent = Left out, because they cannot be computed from these data: { $names }. The reasons are in tables/warnings.csv.

## Other aggregation

dependence-aggregations = With other aggregation
aggregation-title = Ranks under other aggregation, edition { $edition }
aggregation-alt = { $count } territories in rows, { $others } ways of aggregation in columns. { $steady } keep their rank within one place under all of them; furthest moves { $name }, between the places { $best } and { $worst }.
aggregation-caption = Left: the line spans where other aggregation moves a territory, the dot is its stated rank. Right: its rank under each; the darker, the further it moves, ▲ nearer the top, ▼ further down. The weights are the stated ones, and so are roll-ups over crime areas.
aggregation-first = { $n ->
    [one] The first { $shown } of { $count } ranked territory; the others are in tables/aggregation_ranks.csv.
   *[other] The first { $shown } of { $count } ranked territories; the others are in tables/aggregation_ranks.csv.
}
aggregation-table = Other aggregation against the stated one
col-aggregation = Aggregation
col-about-one = What it is
of-stated = stated
of-arithmetic = arithmetic
of-geometric = geometric
of-harmonic = harmonic
of-imbalance-subtract = mean − imbalance
of-imbalance-add = mean + imbalance
of-copeland = Copeland, parts
of-copeland-leaves = Copeland, indicators
about-arithmetic = every node takes the arithmetic mean: high makes up for low
about-geometric = every node takes the geometric mean: low pulls more than high
about-harmonic = every node takes the harmonic mean: low dominates
about-imbalance-subtract = every node takes its mean less its imbalance (Mazziotta–Pareto): even profiles rise
about-imbalance-add = every node takes its mean plus its imbalance (Mazziotta–Pareto): uneven profiles rise
about-copeland = pair by pair, the one that is higher on more of the weight of the parts of “{ $node }” wins; by how much does not count
about-copeland-leaves = the same on all indicators that take part in the score, so that none makes up for another
aggregations-absent = Left out, because they give no ranking here: { $names }. The reasons are in tables/warnings.csv.
