# Words of a page that one works with, in English. Those that the script fills in take their variables from it.

languages-label = This report in other languages
contents-below = What is in “{ $section }”

## Search

find-label = Find a territory, an area, a cell
find-hint = Key “/” from anywhere on the page; arrows choose, Enter goes there, Escape closes.
find-list = Places found
find-count = Places found: { $shown } of { $all }
find-none = Nothing of that name
find-territory = territory
find-area = crime area
find-cell = cell
find-indicator = indicator
find-section = section

## Tables

sift-label = Rows that say
sift-count = { $shown } of { $all } rows shown; { $hidden } hidden
sift-all = All { $all } rows shown
sort-up = Sorted by “{ $column }”, ascending
sort-down = Sorted by “{ $column }”, descending
sort-none = In the order of the report

## Other weights

section-what-if = What if the weights were others?
what-if-lead = Here other weights can be given to what “{ $root }” is made of, and to what that is made of. Scores and ranks of territories and of cells move beside those of the assessment, digit by digit as the program would compute them.
what-if-not = This is not the assessment.
what-if-not-more = The assessment is what the rest of the report prints. What is moved here is kept nowhere, and intervals, confidence and tie groups do not move with it.
what-if-open = Change the weights
what-if-weight = Weight of { $name }
what-if-reset = As assessed
what-if-equal = All equal
what-if-zero = All parts of “{ $name }” have weight 0: there is nothing to make it of.
what-if-apart = The weights under “{ $name }” are too far apart: the greatest may be a billion times the least.
what-if-undefined = With these weights a mean is not defined for the values it meets, and the program would refuse the method.
what-if-unknown = This method makes scores in a way that this page does not know. Other weights have to be computed with the program.
what-if-moved = The rank of { $changed } of { $all } changes; the greatest move of a score is { $most } points.
what-if-edge = Where “≈” stands, the score is within a billionth of the edge between two digits: this browser and the program may print one digit apart.
what-if-territories = Territories under these weights
what-if-cells = Cells under these weights
what-if-lines = What would make it the assessment
what-if-lines-note = Lines of method.toml with the new weights, behind each the one that holds. A change of weights is a new version of the method: it needs a reason and an owner.
what-if-unchanged = # all weights are as assessed
what-if-copy = Copy
what-if-copied = Copied
what-if-selected = Selected: copy it with Ctrl+C
col-rank-assessed = Rank, assessed
col-rank-these = Rank, these weights
col-score-assessed = Score, assessed
col-score-these = Score, these weights
