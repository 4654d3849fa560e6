# Key judgements: a likelihood and, in another sentence, the confidence in the evidence.

section-judgements = Key judgements
judgements-lead = Each judgement follows from the results by a rule that the methodology annex states. The likelihood is the share of { $draws } simulations in which the judgement holds: it is one under this method and this evidence. The confidence says what the evidence is like; it has a sentence of its own.
judgements-no-draws = Without simulations nothing can be said of how likely anything is: this run has none, and so it has no key judgements.
judgements-edge = A probability within { $margin } percentage points of the edge of a stretch takes the word nearer to “roughly even chance”.
name-with-article = { $article ->
    [m] the { $name }
    [f] the { $name }
    [mp] the { $name }
    [fp] the { $name }
   *[none] { $name }
}

## Likelihood

likelihood-that = { $level ->
    [certain] It is almost certain ({ $share }) that
    [very-likely] It is very likely ({ $share }) that
    [likely] It is likely ({ $share }) that
    [even] There is a roughly even chance ({ $share }) that
    [unlikely] It is unlikely ({ $share }) that
    [very-unlikely] It is very unlikely ({ $share }) that
   *[remote] There is almost no chance ({ $share }) that
}
likelihood-certain = almost certain
likelihood-very-likely = very likely
likelihood-likely = likely
likelihood-even = roughly even chance
likelihood-unlikely = unlikely
likelihood-very-unlikely = very unlikely
likelihood-remote = almost no chance
likelihood-over = more than { $share }
likelihood-under = less than { $share }
likelihood-range = { $low }–{ $high } %
likelihood-table = Words of likelihood with their percentages (the ladder of ICD 203)
col-likelihood = Word
col-probability = Probability
verb-be = { $n ->
    [one] is
   *[other] are
}
verb-have = { $n ->
    [one] has
   *[other] have
}
verb-have-done = { $n ->
    [one] has
   *[other] have
}

## Judgements

judgement-first = { likelihood-that } { $name } { verb-have } the highest “{ $node }” of the { $count } territories ranked.
judgement-among-first = { likelihood-that } { $name } { verb-be } among the { $k } territories with the highest “{ $node }”, of { $count } ranked.
judgement-tied = Which territory has the highest “{ $node }” cannot be said: the { $count } of the first tie group cannot be told apart well enough ({ $names }).
judgement-tied-many = Which territory has the highest “{ $node }” cannot be said: the { $count } of the first tie group cannot be told apart well enough ({ $names } and others).
judgement-area-first = { likelihood-that } “{ $name }” is the crime area with the highest “{ $node }”, of { $count } ranked.
judgement-area-among-first = { likelihood-that } “{ $name }” is among the { $k } crime areas with the highest “{ $node }”, of { $count } ranked.
judgement-up = { likelihood-that } { $name } { verb-have-done } risen by more than { $threshold } points on “{ $node }” since edition { $before } (difference as computed: { $change }).
judgement-down = { likelihood-that } { $name } { verb-have-done } fallen by more than { $threshold } points on “{ $node }” since edition { $before } (difference as computed: { $change }).
judgement-cell = { likelihood-that } the cell “{ $area } – { $territory }” is among the { $k } with the highest “{ $node }”, of { $count } ranked.
judgement-region = { likelihood-that } the { $count } territories together are in the band “{ $band }” of “{ $node }”.
judgement-gaps = For { $gaps } of { $total } cells “{ $node }” cannot be judged: evidence is wanting. Silence is not calm.
judgement-gaps-names = For { $gaps } of { $total } cells “{ $node }” cannot be judged: evidence is wanting. Not ranked: { $names }. Silence is not calm.
judgement-gaps-many = For { $gaps } of { $total } cells “{ $node }” cannot be judged: evidence is wanting. Not ranked are { $unranked } territories, among them { $names }. Silence is not calm.
judgement-gaps-territories = For { $gaps } of { $total } territories “{ $node }” cannot be judged: evidence is wanting. Silence is not calm.
judgement-confidence = Confidence is { $word } ({ $of } of 100).
judgement-confidence-why = Confidence is { $word } ({ $of } of 100): { $parts }.
judgement-rests = Rests on “{ $section }”
judgement-rests-profile = Rests on the profile “{ $name }”

## Rules

rules-title = Rules of the texts
rules-lead = The texts of this report follow from the results by these rules, which anybody can check against the tables.
rule-ladder = Words of likelihood: the share of simulations in which something holds takes the word of its stretch of the ICD 203 ladder. Within { $margin } percentage points of the edge of a stretch (one over the root of the number of simulations) it takes the word nearer to “roughly even chance”.
rule-first = Who leads: the territory that comes first most often is named if that is at least “likely”; else the first tie group is. Then up to { $most } more that are at least “likely” to be among the first places that the method asks for.
rule-areas = Which areas and cells lead: by the same rule; none is named that rests on enforcement counts alone.
rule-moves = What rose or fell: the territory with the greatest difference each way, of those with at least moderate confidence, if it passes the { $threshold } points that the method states in at least 80 % of the simulations.
rule-region = The territories together: their most frequent band, if it is at least “likely”.
rule-gaps = What cannot be judged is always the last judgement; there are no more than { $judgements } altogether.
rule-confidence = Confidence: that of the root node of what is spoken of, with its parts; it never shares a sentence with a word of likelihood.

## Grading schemes

scheme-admiralty = Admiralty (6×6)
scheme-4x4 = Europol 4×4
scheme-5x5x5 = 5×5×5
scheme-3x5x2 = 3×5×2
