# What the command line says to people around results and findings.

terminal-demonstration = no project named and no assessment.toml here: this is the embedded demonstration
terminal-made-for-whole = made for { $audience }: no row withheld
terminal-made-for = made for { $audience }: { $rows } rows withheld: a gap is withheld or not known
terminal-help = help
terminal-times = ({ $times } times)
terminal-errors = { $n ->
    [one] 1 error
   *[other] { $number } errors
}
terminal-warnings = { $n ->
    [one] 1 warning
   *[other] { $number } warnings
}
terminal-notes = { $n ->
    [one] 1 note
   *[other] { $number } notes
}
terminal-no-findings = no findings
terminal-stdout = cannot write to stdout: { $why }

## run

terminal-compared-with = compared with { $previous }, here A; this edition is B
terminal-deleted = deleted with the old result, as --replace asks: { $files }
terminal-assessed = { $n ->
    [one] { $territories } territories x { $editions } edition: { $scores } scores, { $gaps } gaps, from { $used } of { $rows } evidence rows; { $mark }
   *[other] { $territories } territories x { $editions } editions: { $scores } scores, { $gaps } gaps, from { $used } of { $rows } evidence rows; { $mark }
}
terminal-assessed-areas = { $n ->
    [one] { $territories } territories x { $areas } crime areas x { $editions } edition: { $scores } scores, { $gaps } gaps, from { $used } of { $rows } evidence rows; { $mark }
   *[other] { $territories } territories x { $areas } crime areas x { $editions } editions: { $scores } scores, { $gaps } gaps, from { $used } of { $rows } evidence rows; { $mark }
}
terminal-aside = { $n ->
   *[other] { $number } of the scores lie at an end of their 90 % interval or beyond it: read their median too (point_in_interval in tables/scores.csv)
}
terminal-to-read = { $warnings } warning(s), { $notes } note(s): see tables/warnings.csv
terminal-stage-score = score
terminal-stage-draw = draw
terminal-stage-draw-groups = draw groups
terminal-stage-sensitivity = sensitivity
terminal-stage-aggregations = aggregations
terminal-stage-leave-one-out = leave one out
terminal-stage-weights-from-the-data = weights from the data
terminal-stage-weightings = weightings

## rank

terminal-nothing-ranked = nothing is ranked this way: the method has no [rollup] for it (`ideal rank --by units` ranks what it assesses)
terminal-rank-no-draws = differences inside a band are not distinguishable without draws: give --draws 10000
terminal-at-end = score at an end of its interval
terminal-outside = score outside its interval
terminal-enforcement = enforcement counts alone
terminal-not-ranked-gap = not ranked: gap
terminal-not-ranked-not-applicable = not ranked: not applicable
terminal-not-ranked-region = not ranked: region
terminal-col-rank = rank
terminal-col-rank-low = from
terminal-col-rank-high = to
terminal-col-rank-median = mid
terminal-col-tie-group = tie
terminal-col-clearly-above = above
terminal-col-clearly-below = below
terminal-col-name = name
terminal-col-shown = score
terminal-col-median = median
terminal-col-low = low
terminal-col-high = high
terminal-col-band = band
terminal-col-change = change
terminal-col-confidence = conf.
terminal-col-cov = cov.

## gaps

terminal-gaps-value = value: places in the ranking of territories that one standard deviation of what is unknown is worth
terminal-gaps-floors = margin: coverage less its floor; deciding: leaves each of which alone would cost a score, or give one
terminal-gaps-floors-part = margin: coverage less its floor; deciding: leaves each of which alone would cost a score, or give one; `--floors` has every node
terminal-cut = { $shown } of { $all }
terminal-col-territory = territory
terminal-col-crime-area = crime area
terminal-col-indicator = indicator
terminal-col-node = node
terminal-col-reason = reason
terminal-col-value = value
terminal-col-verdict = verdict
terminal-col-coverage = coverage
terminal-col-min-coverage = min coverage
terminal-col-margin = margin
terminal-col-deciding = deciding
terminal-imputed = imputed
terminal-weak = weak
terminal-is-assessed = assessed
