# Words of what moved since the last edition, in English. One identifier a sentence; numbers arrive formatted.

## What moved since the last edition

section-changes = Changes since the last edition
changes-lead = The edition { $after } is compared with the one before, { $before }, by “{ $root }”.
changes-lead-same = The edition { $after } is compared with the same edition as it was computed before, by “{ $root }”.
changes-noise = Only differences that chance does not explain are shown: those whose 90 % interval, made simulation by simulation, does not hold zero. Errors that both editions have in common cancel.
changes-noise-intervals = Only differences are shown where the 90 % intervals of both editions do not overlap.
changes-noise-nothing = Without simulations nobody can say which differences are due to chance: all of them are shown.
changes-two-ways = Rankings and profiles show another change: that of the same evidence in both editions of this project, computed today. Here each edition stands as it was computed, with all the evidence that it had, so that the two figures differ.
changes-aside-before = In the earlier edition alone, and therefore not compared: { $names }.
changes-aside-now = New in this edition, and therefore not compared: { $names }.
changes-cells = { $n ->
    [one] Of { $all } cells with a score in both editions { $moved } has such a difference; cells are not listed here.
   *[other] Of { $all } cells with a score in both editions { $moved } have such a difference; cells are not listed here.
}
changes-territories = Territories with such a difference: { $moved } of { $all } ({ $up } up, { $down } down).
changes-areas = Crime areas with such a difference: { $moved } of { $all } ({ $up } up, { $down } down).
changes-entered = With a score now and none before: { $names }.
changes-left = With a score before and none now: { $names }.
changes-table-territories = Territories that moved by “{ $root }”
changes-table-areas = Crime areas that moved by “{ $root }”
changes-interval = { $low } to { $high }
changes-ranks = { $before } → { $now }
changes-parts = Every difference is split into three: what comes of records revised, new or withdrawn for periods that the earlier edition could already use (data); what comes of the method (method); and what comes of the time that has passed, with the evidence of that time (world). Each part is the mean over all orders in which the three changes can be made, and the three add up to the difference.
changes-gap-between = A dash in place of the parts means that there is no score at some step on the way: the difference cannot be split.
changes-no-parts = A result holds neither the evidence nor the method that it was made with: nobody can say how much of a difference is due to data, method or world.
changes-rows-table = Records of evidence that are not the same, by source
changes-rows-none = All records of evidence are the same.
changes-no-source = (no source)
changes-method = Lines of the method that are not the same:
changes-method-none = The method is the same.
col-before = Before
col-now = Now
col-score-difference = Difference
col-part-data = Data
col-part-method = Method
col-part-world = World
col-ranks = Rank
col-revised = Revised
col-new = New
col-vanished = Withdrawn
col-later = Of later periods
