# Texts of the statistical audit in English. One id per sentence; numbers arrive formatted.

## The page of the statistical audit

audit-kicker = Statistical audit
audit-page = Statistical audit: { $title }
audit-skip = Go to what deserves attention
audit-back = Back to the report
audit-link = Statistical audit: do the indicators go together, and do the weights work as stated?
audit-link-lead = A page of its own shows how the figures are spread, how the indicators go together, and how much each part really moves its whole.
audit-link-found = { $n ->
    [one] It raises { $count } flag.
   *[other] It raises { $count } flags.
}
audit-lead = An index adds up many indicators. This page asks of edition { $edition } whether they are known, whether they go together, and whether the weights do what they say. It judges the construction of the index, not any territory.
audit-head-units = Units
audit-head-nodes = Nodes
audit-head-pairs = Pairs compared
audit-head-flags = Flags
audit-none = n/c
audit-none-long = not computable
audit-none-note = means “not computable”: too few values, or values that do not vary. It is not a zero.
section-attention = What deserves attention
section-known = Which figures are there
section-spread = How the figures are spread
section-together = What goes with what
section-consistency = Does each group measure one thing?
section-effective = Weights as stated and as they work

## What deserves attention

attention-clean = Nothing is flagged: the figures are there, no outlier rules, the parts go with their whole, and the weights work about as stated.
attention-lead = { $n ->
    [one] { $count } flag, the gravest first. A flag is a question to the method’s owner, not an error by itself: a low correlation can be what the concept asks for.
   *[other] { $count } flags, the gravest first. A flag is a question to the method’s owner, not an error by itself: a low correlation can be what the concept asks for.
}
attention-group = { $title } ({ $count })
attention-more = { $n ->
    [one] { $count } more is in { $file }.
   *[other] { $count } more are in { $file }.
}
attention-against = Parts that move against their whole
attention-against-why = Where the whole is high these are low. Check whether the direction is the right one, or whether they belong there.
attention-against-line = “{ $a }” against “{ $b }”: r = { $r }, in { $count } rows
attention-contradict = Siblings that contradict one another
attention-contradict-why = Both count for the same node, yet where one is high the other is low: in the mean they cancel out.
attention-contradict-line = “{ $a }” and “{ $b }” under “{ $node }”: r = { $r }, in { $count } rows
attention-silent = Parts that hardly move their whole
attention-silent-why = Their effective weight is half of the stated one or less: readers will think that they count for more than they do.
attention-silent-line = “{ $a }” in “{ $node }”: stated { $stated } %, effective { $effective } %
attention-dominates = Parts that rule their whole
attention-dominates-why = Their effective weight is twice the stated one or more.
attention-inconsistent = Groups that do not measure one thing
attention-inconsistent-why = Cronbach’s alpha is under { $least }. For a group meant to show one thing from several sides that is a flaw; for one that gathers different things it is not.
attention-inconsistent-line = { $n ->
    [one] “{ $node }”: alpha { $alpha }, { $count } complete row
   *[other] “{ $node }”: alpha { $alpha }, { $count } complete rows
}
attention-outliers = Indicators ruled by a few extreme values
attention-outliers-why = Nearly all figures lie close together and a few far away, so that most units look alike; a logarithm or a treatment of outliers may help, if the transform of the method does not already.
attention-outliers-line = “{ $a }”: skewness { $skewness }, kurtosis { $kurtosis }
attention-unknown = Indicators that are seldom known
attention-unknown-why = Fewer than { $least } % of the units have a figure: what the index says there rests on the rest.
attention-unknown-line = “{ $a }”: { $part } of { $whole }
attention-flat = Indicators with little variation
attention-flat-why = Half of all values or more are missing or zero, or there are few distinct ones: the indicator tells few units apart.
attention-flat-line = “{ $a }”: { $nonzero } of { $whole } not zero, { $unique } distinct
attention-twice = Siblings that say the same twice
attention-twice-why = They rise and fall together so closely (r above { $high }) that one of them could go, or both share one weight.
attention-apart = The same under two nodes
attention-apart-why = Indicators of different nodes that rise and fall together so closely (r above { $high }) that the index counts one thing in two places.
attention-apart-line = “{ $a }” under “{ $one }” and “{ $b }” under “{ $other }”: r = { $r }, in { $count } rows
attention-weak = Parts that have little to do with their whole
attention-weak-why = The correlation lies between −{ $low } and { $low }: knowing the part says next to nothing about the whole.
attention-weak-line = “{ $a }” with “{ $b }”: r = { $r }, in { $count } rows
attention-strangers = Siblings that have little to do with one another
attention-strangers-why = They stand under one node but do not go together; where the node gathers different things that is as it should be.

## Tables and charts of the audit

known-lead = How many of the units that an indicator applies to have a figure. A short bar means that the index is silent there, not that nothing happens there.
known-table = Indicators by node: known, not zero, distinct; edition { $edition }
known-shared = An indicator that holds for every crime area of a territory counts once per territory.
known-units = Units with the least evidence ({ $shown } of { $count })
col-known = Known
col-nonzero = Not zero
col-unique = Distinct
col-unit-of-analysis = Unit
col-gap-nodes = Nodes without a score
spread-lead = Smallest, middle and largest figure of each indicator in its own unit. Skewness far from 0 and a high kurtosis say that a few extreme figures stand apart from all others.
spread-table = Indicators: spread of the figures; after denomination and treatment, before the transform
col-min = Smallest
col-mean = Mean
col-max = Largest
col-sd = Standard deviation
col-skewness = Skewness
col-kurtosis = Kurtosis
mark-outliers = outliers
mark-seldom = seldom known
mark-zeros = many zeros or gaps
mark-few = few distinct values
together-lead = Correlation says whether two things are high and low in the same places: 1 always, 0 not at all, −1 the other way round. Parts of one group should go together and with their whole, but not be the same.
together-single = Left out are nodes with a single part: it is its whole.
together-rows = On fewer than { $rows } rows chance alone makes a correlation high or low: it is shown by a strip of colour and never flagged.
together-columns = Parts that no other part can be compared with have no column.
together-node = “{ $node }”
together-title = Correlations under “{ $node }”, edition { $edition }
together-alt = { $count } parts of “{ $node }” in rows, with one another and with their whole. { $known } correlations can be computed, { $none } cannot; { $high } are high, { $low } low, { $negative } negative.
together-with = with “{ $node }”
together-high = above { $high }: counts twice
together-low = near 0: says little
together-negative = under −{ $negative }: contradicts
together-few = fewer than { $rows } rows: no flag
together-scale = opposite – none – same
indicators-all = All indicators
indicators-lead = Every indicator against every other, in the order of the tree. One that lowers the final score enters with its sign changed: high always means a higher final score. Outside its own node an indicator need not go with any other; one that says the same as another, or the opposite, deserves a look wherever it stands. Indicators of different crime areas never meet in a unit: they are compared by territory, and carry no flag.
indicators-title = Correlations of all indicators, edition { $edition }
indicators-alt = { $count } indicators of { $nodes } groups, each with those before it. { $known } correlations can be computed, { $none } cannot; { $high } are high, { $negative } negative, and { $low } low in a group.
indicators-group = one group
indicators-too-many = The { $count } indicators are too many for one drawing (at most { $most }); all their correlations are in tables/audit_matrix.csv.
consistency-lead = Cronbach’s alpha says how far the parts of a group speak of one thing: 0.7 and more is the usual mark. It needs rows in which the parts are known together; with few of them it means little.
consistency-table = Groups: do their parts go together? Rows are { $count } units
col-parts = Parts
col-complete = Complete rows
col-alpha = Cronbach’s alpha
col-component = First component
col-correlation = Mean correlation
consistency-component = First component: the share of the variation of complete rows that a single number could carry.
mark-inconsistent = not one thing
effective-lead = The open ring is the weight that the method states, the dot the weight that shows in the result. A long line means that a part counts for much more or much less than readers are told.
effective-title = Stated and effective weights under “{ $node }”, edition { $edition }
effective-alt = { $count } parts of “{ $node }” in rows. Furthest from its stated weight is “{ $name }”: stated { $stated } %, effective { $effective } %.
effective-stated = stated
effective-effective = effective
effective-dominates = twice or more
effective-silent = half or less
effective-value = { $stated } → { $effective } %
effective-none = Not computable for { $names }: a part there has no figure, or its figures do not vary.
effective-note = Effective weight: a part’s squared correlation with its whole, as a share of that of all parts (Becker and others, Ecological Indicators 80, 2017).
audit-tables = Every number of this page, and those left out here, is in the files tables/audit_*.csv. Rows of the tables are units of the edition; regions stay out, and roll-ups stand apart as territories.

## The audit goes on: territories, evidence that is missing, other choices, another index

section-ranked = The territories as they are ranked
section-missing = Is evidence missing at random?
section-choices = What if the method had chosen otherwise?
section-against = Beside another index
range = { $low } to { $high }
p-below = < { $p }
object-cells = cells
object-territories = territories
col-object = Scores of
col-with = With
col-r = r
col-r-interval = 95 % interval
col-p = p
col-low-post = At the low goalpost
col-high-post = At the high goalpost
spread-posts = At a goalpost: figures at or beyond the value that the method scores with the lowest or highest score. There the score no longer tells units apart; from a fifth of all figures on it is flagged.
mark-saturated = at a goalpost
attention-saturated = Indicators whose figures stand at a goalpost
attention-saturated-why = A fifth or more of the known figures lie at or beyond a goalpost and have the same score, however different they are. Check whether the goalposts are too close.
attention-saturated-line = “{ $a }”: { $low } of { $known } at the low one, { $high } at the high one
attention-selected = Evidence that seems not to be missing at random
attention-selected-why = Where the indicator is missing its siblings are higher or lower than where it is known, by more than chance explains: those without a figure are not like those with one.
attention-selected-line = “{ $a }”: siblings { $missing } where it is missing, { $known } where it is known
pairs-fold = Each correlation with its interval and p value ({ $count })
pairs-table = Correlations of parts with one another and with their whole
pairs-method = Intervals and p values come from a cluster bootstrap over territories (Cameron, Gelbach and Miller, 2008): whole territories are drawn anew, { $resamples } times, because the crime areas of one territory are not independent of one another. With fewer than { $least } territories there is neither. Of many pairs that have nothing to do with one another, one in twenty has a p under { $level } by chance.
col-kmo = KMO
col-kept = Kept
col-unchanged = Indicators unchanged
consistency-kmo = Sampling adequacy (Kaiser-Meyer-Olkin): how much of what the parts share is shared by all of them; { $good } and more is good, under { $least } it is not acceptable (Kaiser, 1974), and of two parts it is always { $least }. Kept are components with an eigenvalue above 1, which carry more than a single part does (Kaiser’s criterion). One means that the group has one dimension.
items-fold = Part by part: alpha without it, adequacy, loadings ({ $count })
items-table = Parts of each group. Loading: correlation of the part with the components that are kept, or with the first where none is
col-alpha-without = Alpha without it
col-loadings = Loadings
components-fold = All eigenvalues ({ $count })
components-table = Eigenvalues of the correlation matrix of each group, with their share of the variation; those above 1 are marked ◆
col-eigenvalues = Eigenvalues
eigenvalue = { $value } ({ $share } %)
eigenvalue-kept = ◆ { $value } ({ $share } %)
ranked-lead = What is ranked is not the cell but the territory: a mean over its crime areas, { $territories } of them in this edition. A mean evens out what differs between areas, so that two parts can go together among territories and not among cells, or the other way round. Each territory counts once.
ranked-pairs = Correlations among cells and among territories
col-r-cells = r, cells
col-r-territories = r, territories
ranked-groups = Does each group measure one thing?
col-alpha-cells = Alpha, cells
col-alpha-territories = Alpha, territories
col-component-cells = First component, cells
col-component-territories = First component, territories
col-kmo-cells = KMO, cells
col-kmo-territories = KMO, territories
missing-lead = For each indicator: how high its siblings stand (the other indicators of its node) where it is known, and where it is missing. Each territory counts once on either side. If the two differ, whoever fills the gap with what is known elsewhere will be wrong in one direction.
missing-said = { $n ->
    [0] Of { $tested } indicators with enough territories on either side (of { $all } that are known in some places and missing in others) none differs by more than chance explains.
    [one] Of { $tested } indicators with enough territories on either side (of { $all } that are known in some places and missing in others) { $count } differs with p under { $level }. One in twenty would by chance.
   *[other] Of { $tested } indicators with enough territories on either side (of { $all } that are known in some places and missing in others) { $count } differ with p under { $level }. One in twenty would by chance.
}
missing-fold = All indicators that are missing somewhere ({ $count })
missing-table = Mean score of the siblings, as their node sees them
col-known-in = Known in
col-missing-in = Missing in
col-mean-known = Siblings where known
col-mean-missing = Siblings where missing
col-difference = Difference
choices-lead = The ranking made anew with one choice of the method changed and all others as stated. Small shifts mean that the choice hardly matters; large ones that the ranking rests on it.
choices-table = The ranking of “{ $root }” under other choices
choices-note = Indicators unchanged keep their goalposts: too few figures are known, they do not vary, or a logarithm does not take a figure that the goalposts hold. Goalposts: the figures that are scored with the lowest and the highest score. Least coverage: how much of a node’s weight must be known for a score. A little more or less evidence decides there who is ranked at all.
col-variant = What is changed
col-spearman = Spearman
col-kendall = Kendall
col-pearson = Pearson
col-loses = Lose their rank
col-gains = Newly ranked
variant-posts-wider = Goalposts a quarter further apart
variant-posts-narrower = Goalposts a fifth closer together
variant-posts-percentiles = Goalposts at the 5th and 95th percentile
variant-min-max = Smallest to largest figure instead of goalposts
variant-percentile-ranks = Percentile ranks instead of goalposts
variant-standard-scores = Standard scores instead of goalposts
variant-floors-none = No least coverage
variant-floors-half = Least coverage halved
variant-floors-higher = Least coverage one and a half times as high
against-lead = The scores beside the { $count } values of “{ $column }” in { $file }, { $assessed } of which are of units that this edition has. Agreement does not prove that either is right: both may rest on the same sources. Where they part, one of them knows something that the other does not.
against-table = Scores and “{ $column }”
against-title = “{ $node }” over “{ $column }”, edition { $edition }
against-alt = { $n ->
    [0] { $count } points, “{ $node }” upwards and “{ $column }” to the right; r = { $r }. None lies far from the line.
   *[other] { $count } points, “{ $node }” upwards and “{ $column }” to the right; r = { $r }. Far from the line: { $names }.
}
against-axis = { $column }
against-caption = “{ $node }” ({ $object }) over “{ $column }”: r = { $r }. Rings are two standard errors or more from the line.
against-outliers = Far from the line: two standard errors or more
col-other = The other’s value
col-residual = Standardised residual
