# Recommended priorities: which cells are in the high part of the matrix, and what the evidence allows.

section-priorities = Recommended priorities
priorities-lead = These are the cells (territory by crime area) in the high part of the priority matrix: those whose “{ $root }” reaches, by the simulations where there are any, at least the band “{ $band }”, the first of the upper half. Rows follow the order of the scores; two whose rank ranges overlap must not be read as ordered.
priorities-lead-territories = These are the territories whose “{ $root }” reaches, by the simulations where there are any, at least the band “{ $band }”, the first of the upper half. Rows follow the order of the scores; two whose rank ranges overlap must not be read as ordered.
priorities-decision = The decision is not this report's: it orders evidence by a rule. Whoever decides also weighs means, mandate, opportunity and what is not in here, and records the decision apart from the score.
priorities-act = Act
priorities-act-rule = Every band that the simulations leave open is “{ $band }” or higher, confidence is at least moderate ({ $moderate } of 100), the score does not rest on enforcement counts alone, and it lacks no dimension.
priorities-watch = Watch
priorities-watch-rule = The band may be “{ $band }” or lower; confidence is at least moderate ({ $moderate } of 100), the score does not rest on enforcement counts alone, and it lacks no dimension.
priorities-collect = Collect first
priorities-collect-rule = The band may be “{ $band }” or higher, but confidence is low (under { $moderate } of 100), or the score rests on enforcement counts alone, or it lacks a dimension.
priorities-none = No row meets the rule.
priorities-more = There are { $more } more with lower scores; all are in tables/scores.csv.
priority-cell = { $area } – { $territory }
priority-reading = { $band } ({ $score })
col-cell = Cell
rule-priorities = Priorities: what reaches the upper half of the bands of the root node (of an odd number, without the middle one), parted by band and confidence as each list says.
