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
audit-tables = Every number of this page, and those left out here, is in tables/audit_indicators.csv, audit_availability.csv, audit_nodes.csv, audit_correlations.csv, audit_matrix.csv and audit_weights.csv. Rows of the tables are units of the edition; regions and roll-ups stay out.
