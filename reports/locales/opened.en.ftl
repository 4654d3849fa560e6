# Each score opened down to the rows it was read from.

section-opened = Annex: the priority cells, opened
opened-lead = What the score of each cell of the recommended priorities is made of: every part with its score, its weight under the node above and what it adds to it; beside each indicator its value, period, source, grade, and file with line. The contributions add up to the score of the node above.
opened-title = Each score, opened
opened-rows = Rows of evidence
opened-missing = Without a figure: { $names }.
opened-raters = { $n ->
    [one] { $count } rater
   *[other] { $count } raters
}
col-contribution = Contribution
col-evidence = Evidence
col-number = No.
col-value = Value
col-period = Period
col-place = File and line
