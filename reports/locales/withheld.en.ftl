# Texts of a report from which rows were withheld, in place of those of the same names: what it lacks
# may be known to others, so nothing is called a gap of knowledge.

verdict-gap = Not assessed (withheld or not known)
reason-no-evidence = There is no usable evidence that these readers may see
figure-gaps = { $n ->
    [one] cell of { $total } is withheld or not known
   *[other] of { $total } cells are withheld or not known
}
figure-gaps-territories = { $n ->
    [one] of { $total } territories is withheld or lacks evidence
   *[other] of { $total } territories are withheld or lack evidence
}
headline-known = Of { $total } cells (territory by crime area), { $known } have a “{ $node }” and { $gaps } are withheld or not known.
headline-known-both = Of { $total } cells (territory by crime area), { $known } have a “{ $node }”, { $rooted } of them also a “{ $root }”, and { $gaps } are withheld or not known.
headline-known-territories = { $n ->
    [one] { $known } of { $total } territories has a “{ $node }”; the others are withheld or not known.
   *[other] { $known } of { $total } territories have a “{ $node }”; the others are withheld or not known.
}
key-gap-text = withheld or not known: never zero, never calm
legend-gap = withheld or not known
section-gaps = Withheld or not known
areas-gap = Withheld or not known
areas-gap-note = Kept in sight on purpose: nothing that these readers may see measures them in this edition. It does not mean that they do not exist.
profile-area-gap = “{ $node }” is withheld or not known in every territory: this is no sign of absence.
gaps-sentence = { $n ->
    [one] { $gaps } of { $total } cells has no “{ $root }” in this version: withheld or not known.
   *[other] { $gaps } of { $total } cells have no “{ $root }” in this version: withheld or not known.
}
gaps-sentence-territories = { $n ->
    [one] { $gaps } of { $total } territories has no “{ $root }” in this version: withheld or not known.
   *[other] { $gaps } of { $total } territories have no “{ $root }” in this version: withheld or not known.
}
gaps-areas = Withheld or not known by crime area: cells without a score
gaps-places = Withheld or not known by territory: cells without a score
gaps-empty = Indicators without any usable figure in this version: withheld or not known
limit-silence = What is not shown is not a zero: it was withheld from this version, or it is not known. Silence is not calm.
judgement-gaps = In this version “{ $node }” cannot be judged for { $gaps } of { $total } cells: withheld or not known. Silence is not calm.
judgement-gaps-names = In this version “{ $node }” cannot be judged for { $gaps } of { $total } cells: withheld or not known. Not ranked: { $names }. Silence is not calm.
judgement-gaps-many = In this version “{ $node }” cannot be judged for { $gaps } of { $total } cells: withheld or not known. Not ranked are { $unranked } territories, among them { $names }. Silence is not calm.
judgement-gaps-territories = In this version “{ $node }” cannot be judged for { $gaps } of { $total } territories: withheld or not known. Silence is not calm.
collection-why-missing = withheld or not known
opened-missing = Without a figure in this version: { $names }.
glossary-gap-means = a cell or node without a score in this version, because what it would need is withheld or not known: never zero, never calm.
