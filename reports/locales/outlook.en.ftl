# Why a score moved, the outlook, and the collection plan.

## Why a score moved

moved-title = Why it moved: indicators that say something else than in edition { $before }
moved-title-noise = Indicators that say something else than in edition { $before }; the change of the score does not stand out from the noise
moved-none = No indicator says anything else than in edition { $before }.
moved-more = { $n ->
    [one] And { $count } more indicator that moved less.
   *[other] And { $count } more indicators that moved less.
}
moved-value = { $value } ({ $period })
moved-item = { $name }, from { $before } to { $now } ({ $points } points)
moved-sentence = { $name }: { $moves }.
moved-movers = Which indicators moved most in each of those territories, with value and period before and now:
col-points = Difference, in points
col-cells-moved = Cells

## Outlook

section-outlook = Outlook
outlook-lead = This is no forecast: nothing below says what will happen. It says what moved beyond the noise, which scores are so near the edge of a band that the simulations do not decide on which side they lie, and which series broke.
outlook-no-draws = Without simulations it is not known which differences are noise, nor which bands are left open: there are no words of likelihood here.
outlook-found = Of { $total } rows with a score: rising beyond the noise since edition { $before }, { $up }; falling, { $down }; with more than one band left open by the simulations, { $crossing }.
outlook-table = “{ $root }”: trend, open bands and breaks
outlook-all = All territories
outlook-up = rising ({ $change }): { $word } ({ $share })
outlook-down = falling ({ $change }): { $word } ({ $share })
outlook-up-plain = rising ({ $change })
outlook-down-plain = falling ({ $change })
outlook-no-trend = cannot be known
outlook-band = { $band }: { $word } ({ $share })
outlook-note = A band is shown from 5 % of the simulations on. “Breaks” counts the series of each territory that broke since the edition before: there, a change may be one of the series and not of the phenomenon.
col-what = What it is about
col-trend = Trend
col-bands-open = Bands left open
col-breaks = Breaks
rule-moved = Why a score moved: the indicators whose value or period is another than in the edition before, those first that move by most points over all cells together; points count as the root node is given them (a response is turned round).
rule-outlook = Outlook: a trend is shown if the difference passes the threshold of the method in at least 80 % of the simulations; a band from 5 % of the simulations on.
rule-collection = Collection plan: what is missing or weak, by the places in the ranking that one standard deviation of what is not known is worth (weight by deviation by places a point).

## Collection plan

section-collection = Collection plan
collection-lead = What to ask first: what is missing or weak, by how far knowing it would move the ranking. It is a first-order measure: it says where to look, not what will be found. The column of the owner is empty, to be filled in.
collection-table = Collection plan, most worth knowing first
collection-more = There are { $count } more questions; `ideal gaps` lists them by territory.
collection-ask = { $name }, for “{ $node }”
collection-why-missing = missing
collection-why-unknown = cannot be judged
collection-why-imputed = imputed
collection-why-censored = only a bound is known
collection-why-weak = low confidence
collection-from-prevalence = surveys, academic studies and administrative records
collection-from-recorded = police, prosecutors and statistics office
collection-from-harm = public health, forensic medicine and civil registry
collection-from-enforcement = police, customs and prosecutors
collection-from-response = ministries, courts and oversight bodies
collection-from-context = statistics office and international bodies
collection-from-expert = expert panel
collection-from-perception = perception surveys
col-order = No.
col-ask = What to ask
col-where = Where
col-why = Why
col-whom = Of whom
col-worth = Worth, in places (most)
col-owner = Owner
