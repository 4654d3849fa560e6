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
