## For whom a report is made

head-audience = Made for
audience-code = { $label } and handling codes up to { $code }
rows-1-9 = 1 to 9 rows
rows-10-49 = 10 to 49 rows
rows-50 = 50 rows or more
withheld-none = This version is made for readers cleared for { $audience }; no row of evidence was withheld from it.
withheld = This version is made for readers cleared for { $audience }. Rows of evidence marked above that were withheld ({ $rows }), and everything is computed without them.
withheld-blocks = This version is made for readers cleared for { $audience }. Rows of evidence marked above that were withheld ({ $rows }; { $blocks }), and everything is computed without them.
withheld-block = “{ $name }”: { $rows }
