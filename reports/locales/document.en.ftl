# What stands in the report where it is no page but a document: printed, or in a workbook.

document-cover = Cover
document-notes = Notes on the tables
document-table = Table
document-figure = Figure
document-page = Page { $page } of { $pages }
document-blank = A blank cell of a table says that there is nothing to say there; it never stands for zero.

## Columns and captions of tables that a page lays out otherwise

col-of-hundred = Confidence, 0 to 100
ranking-basis-table = What the places by “{ $root }” rest on, edition { $edition }
areas-basis-table = { $group }: dimensions and what is known
heatmap-caption-without-table = A corner marked at the bottom is a score made without a dimension; the table says which.
heatmap-table = “{ $node }” by territory and crime area, edition { $edition }: areas { $first } to { $last } of { $count }
heatmap-table-note = Territories and crime areas stand in the order of the figure. Where there is no number, the cell says why.
profile-history = “{ $root }” by edition
method-indicator-scores = How the values of indicators become scores

## Why a cell of a large table has no score

gap-no-indicator = no indicator
gap-no-evidence = no evidence
gap-floor = below the floor
gap-required = a part is missing
gap-confidence = too little confidence
gap-screened = screened out
