# Words of collection rounds in English: the questionnaire that a panel gets, and what is proposed to whoever prepares it.

## What a round is drafted from: questions

collect-question-threat = { $name }: how widespread and how organised was this criminal activity in the territory in { $edition }?
collect-question-impact = { $name }: how serious was what this criminal activity did to people, the economy, the environment and the institutions of the territory in { $edition }?
collect-question-exposure = { $name }: how far did this condition favour organised crime in the territory in { $edition }?
collect-question-response = { $name }: what real capacity was there in the territory in { $edition }, by its reach, its means and its results?

## What a round is drafted from: points of the scale, 0 to 10

collect-anchor-threat-0 = There is no sign of it in the territory.
collect-anchor-threat-1 = Isolated cases, with no organisation behind them.
collect-anchor-threat-2 = Occasional cases; at most, groups that form for one occasion.
collect-anchor-threat-3 = It recurs in a few places; small local groups.
collect-anchor-threat-4 = Established in a few places; groups with a division of tasks.
collect-anchor-threat-5 = Established in several places; stable groups with regular income.
collect-anchor-threat-6 = Spread over part of the territory; groups with links to other regions.
collect-anchor-threat-7 = Spread over much of the territory; structured groups, some with links abroad.
collect-anchor-threat-8 = In most of the territory; groups control part of the market by violence or corruption.
collect-anchor-threat-9 = In nearly all of the territory; a few groups dominate the market and influence authorities.
collect-anchor-threat-10 = In all of the territory; groups control the market and the State does not contest it.
collect-anchor-impact-0 = No harm is known.
collect-anchor-impact-1 = Minimal harm in isolated cases, without lasting effects.
collect-anchor-impact-2 = Slight harm, to few people or in one place.
collect-anchor-impact-3 = Slight harm, but repeated or in several places.
collect-anchor-impact-4 = Moderate harm in a few places or to a single sector.
collect-anchor-impact-5 = Moderate harm in several places or to several sectors.
collect-anchor-impact-6 = Considerable harm: many victims or high losses.
collect-anchor-impact-7 = Serious and repeated harm: deaths or grave injuries, or losses that ruin the victims.
collect-anchor-impact-8 = Serious harm in much of the territory; communities or institutions are affected.
collect-anchor-impact-9 = Very serious and lasting harm in most of the territory.
collect-anchor-impact-10 = Extreme harm: among the gravest that the territory suffers, with effects hard to reverse.
collect-anchor-exposure-0 = The condition is not there, or does not favour organised crime.
collect-anchor-exposure-1 = It is there in isolated cases; it hardly favours it.
collect-anchor-exposure-2 = It is there in a few places; it favours it very little.
collect-anchor-exposure-3 = It is there in a few places; it favours it somewhat.
collect-anchor-exposure-4 = It is there in several places; it favours it noticeably.
collect-anchor-exposure-5 = It is there in part of the territory; it is one factor among others.
collect-anchor-exposure-6 = It is there in much of the territory; it is a factor of weight.
collect-anchor-exposure-7 = It is there in most of the territory; groups use it regularly.
collect-anchor-exposure-8 = It is there in most of the territory; groups depend on it.
collect-anchor-exposure-9 = It is there in nearly all of the territory; it is one of the main factors.
collect-anchor-exposure-10 = It is there in all of the territory; organised crime cannot be explained without it.
collect-anchor-response-0 = There is nothing: no rule, no body, no means.
collect-anchor-response-1 = There are declared intentions alone.
collect-anchor-response-2 = There are rules, without a body or means to apply them.
collect-anchor-response-3 = There is a body, with hardly any staff or budget.
collect-anchor-response-4 = It works in a few places or cases; results are rare.
collect-anchor-response-5 = It works in part of the territory; results are irregular.
collect-anchor-response-6 = It works in most of the territory, with notable gaps.
collect-anchor-response-7 = It works in all of the territory, with staff and budget of its own; regular results.
collect-anchor-response-8 = Also, specialised staff and coordination with other bodies; sustained results.
collect-anchor-response-9 = Also, it is evaluated and corrected; results are clear.
collect-anchor-response-10 = Full capacity: specialised, well resourced and evaluated; no important gap is known.

## What a round is drafted from: invented cases

collect-vignette-threat-a = In a coastal country, the police break up three or four small groups engaged in this activity each year. They work in two port cities, each on its own, and dissolve when whoever leads them is arrested. In the rest of the country there are no complaints and no signs of it.
collect-vignette-threat-b = In a country of medium size, two organisations share this activity between them in nearly all provinces. They pay officials, levy fees on those who want to work on their own, and punish with violence those who do not pay. They have partners in three neighbouring countries.
collect-vignette-impact-a = In a country, the victims of this activity are a few dozen shops of a single city. Losses are small and nearly all are recovered within months; nobody has been hurt and public services work as usual.
collect-vignette-impact-b = In a country, this activity has caused dozens of deaths in a year and made thousands of families leave their homes. In four of its ten regions schools close for weeks on end and mayors cannot do their work without an escort.
collect-vignette-exposure-a = In a country, this condition is found in two border municipalities with few inhabitants. The police know of a handful of cases in which some group made use of it; the other borders have controls that work.
collect-vignette-exposure-b = In a country, this condition is found in nearly all regions. Groups rely on it to move goods, money and people, and the investigations of recent years point to it again and again as the reason why their business lasts.
collect-vignette-response-a = In a country, a law of six years ago creates a unit for this task. The unit has eight people in the capital, who deal with other matters as well, and no budget of its own. Last year it handled eleven cases; outside the capital nobody knows of it.
collect-vignette-response-b = In a country, three hundred people with specific training work on this task in all regions, with a budget of their own and a common information system. They publish their results each year, which improve, and an external inspection corrects failings. Two remote regions still lack means.

## Columns of the workbook

collect-column-id = Identifier
collect-column-territory = Code of the territory
collect-column-crime-area = Code of the area
collect-column-indicator = Code of the indicator
collect-column-number = No.
collect-column-territory-name = Territory
collect-column-crime-area-name = Crime area
collect-column-question = Question
collect-column-previous = Previous edition
collect-column-own-best = Your best value
collect-column-own-low = Your low
collect-column-own-high = Your high
collect-column-panel-raters = Raters
collect-column-panel-median = Panel median
collect-column-panel-low-quartile = Lower quartile
collect-column-panel-high-quartile = Upper quartile
collect-column-panel-reasons = Reasons of the panel
collect-column-best = Best value
collect-column-low = Plausible low
collect-column-high = Plausible high
collect-column-confidence = Confidence (%)
collect-column-reliability = Reliability of source
collect-column-credibility = Credibility of information
collect-column-tlp = TLP mark
collect-column-reason = Reason

## What the columns to be filled in take

collect-fill-best = A number on the scale, or one of the words below. Empty: not answered.
collect-fill-low = The lowest that still seems plausible to you; not above the best value.
collect-fill-high = The highest that still seems plausible to you; not below the best value.
collect-fill-confidence = From 50 to 100: in how many of 100 such cases the truth would lie between low and high.
collect-fill-reliability = How far the source you know it from can be trusted (table below). May stay empty.
collect-fill-credibility = How far what it says can be believed (table below). May stay empty.
collect-fill-tlp = Only where this row needs more reserve than { $handling }, the mark of the whole round.
collect-fill-reason = A sentence or two: what it rests on. No names of persons, victims or sources.

## The guide

collect-title = Rating questionnaire
collect-title-second = Rating questionnaire: second round
collect-subtitle = Round { $round } · edition { $edition } · panel { $panel }
collect-progress = Answered
collect-progress-note = How many rows have a best value by now, out of how many.
collect-what-title = What this is
collect-what-text = { $n ->
    [one] You are asked to rate, from what you know through your work, { $count } matter about { $territories }, on the sheet “Ratings”. It takes no preparation and no data: your professional judgement counts.
   *[other] You are asked to rate, from what you know through your work, { $count } matters about { $territories } and other cases, on the sheet “Ratings”. It takes no preparation and no data: your professional judgement counts. An hour is usually enough; you can save and go on another day.
}
collect-blocks = Answer in the order of the sheet. First, invented cases: the same for all panels; they show whether one panel is more severe than another, describe no country and never enter the assessment. Then, your territory. Last, territories of other panels: answer from what you know, little as it may be; they make countries comparable.
collect-second-text = In the first round, the raters of your panel differed on the rows of this questionnaire. Each row shows your answer of then, the median and quartiles of the panel, and the reasons that were given, without saying whose they are. Read them and answer again: you may change your mind or keep to it. What is sought is not consensus, but your best judgement. Reliability, credibility and mark that you leave empty stay as in the first round.
collect-how-title = How to answer
collect-how-1 = On the sheet “Round”, choose the pseudonym that your coordinator gave you, such as { $example }. Never write your name.
collect-how-1-second = Your pseudonym, { $example }, stands on the sheet “Round”. Do not change it.
collect-how-2 = First give your best value, a point of the scale. The scale is further down, and in the comment of each cell as well.
collect-how-3 = Then think of the lowest and the highest that still seem plausible to you. A wide range is no mistake: it says how much is known.
collect-how-4 = Last, say how sure you are that the truth lies between the two.
collect-columns-title = What to write in each column
collect-head-column = Column
collect-head-meaning = What to write
collect-words-title = When there is no number
collect-head-word = Word
collect-word-unknown = You were asked and cannot judge it. It is worth more than a number at random.
collect-word-not-applicable = The question does not arise: fishing in a country without sea or rivers, for example.
collect-word-nil = You know for certain that there is none. A 0 says that there is no sign; “nil”, that it was checked.
collect-scale-title = The scale
collect-head-point = Value
collect-head-anchor = What it means
collect-areas-title = The crime areas
collect-areas-note = ICCS: International Classification of Crime for Statistical Purposes (UNODC, 2015).
collect-head-area = Crime area
collect-head-iccs = ICCS
collect-no-iccs = no category of its own
collect-grades-title = Grades of sources
collect-marks-title = Handling marks (TLP 2.0)
collect-head-mark = Mark
collect-mark-clear = May be shared without limit.
collect-mark-green = May be shared within the community, not in public.
collect-mark-amber = Within the organisation and with those who work with it, on a need to know.
collect-mark-amber-strict = Within the organisation alone, on a need to know.
collect-mark-red = For those alone who receive it directly.
collect-after-title = What happens to your answers
collect-after-text = They go back to your coordinator and enter the assessment under your pseudonym, marked { $handling } or more strictly where you say so. Reports say how many people rated each point and how far they differ, never who they are or which reasons they gave. Reasons are shown, without their author, to your own panel alone if there is a second round.
collect-return-title = How to return it
collect-return-text = Save the file as .xlsx and send it to whoever sent it to you, by a channel that its mark allows. Do not rename sheets or insert rows or columns. If you send another version later, the last one takes the place of the one before.

## The sheet Round

collect-round-schema = Version of this layout
collect-round-round = Round
collect-round-panel = Panel
collect-round-language = Language
collect-round-method-sha256 = Fingerprint of the method
collect-round-second = Whether it is the second round
collect-round-rater = Your pseudonym: choose the one that your coordinator gave you; never your name
collect-round-issued-from = Fingerprint of what is asked
collect-round-note = The rest of this sheet is read by the program that receives the file: do not change it.
collect-case = Case { $n }
collect-all-areas = All
collect-bridge = { $name } (another panel)
collect-reasons-withheld = { $n ->
    [one] ({ $count } more reason is not shown here: it is marked more strictly than { $handling }.)
   *[other] ({ $count } more reasons are not shown here: they are marked more strictly than { $handling }.)
}
collect-reasons-unfit = { $n ->
    [one] ({ $count } more reason does not fit into the cell: the coordinator has it.)
   *[other] ({ $count } more reasons do not fit into the cell: the coordinator has them.)
}
collect-not-applicable-said = { $n ->
    [one] ({ $count } rater of the panel says that it does not apply.)
   *[other] ({ $count } raters of the panel say that it does not apply.)
}
collect-not-summed = { $n ->
    [one] ({ $count } more rating is not summed up here: it is marked more strictly than { $handling }.)
   *[other] ({ $count } more ratings are not summed up here: they are marked more strictly than { $handling }.)
}
collect-too-few = (Median and quartiles are not shown: of fewer than three ratings they would tell who gave which.)

## The sheet Weights

collect-how-weights = Say on the sheet “Weights” how much the parts of the assessment weigh; the sheet explains how.
collect-weights-title = How much each part weighs
collect-weights-what = The result is worked out from parts, and each has a weight. You are asked how much, in your judgement, the parts of these matter: { $nodes }. Do not think of one territory: weights hold for all of them.
collect-weights-how-direct = Give each part a weight: a number from 0 up. Only proportions count: 2 weighs twice as much as 1.
collect-weights-how-budget = Share 100 points among the parts of each component: more points, more importance. The sum is shown on the right.
collect-weights-how-swing = Imagine each part going from the lowest to the highest point of its scale. Give 100 to the part whose move matters most, and to each of the others, from 0 to 100, what its move matters beside it.
collect-weights-how-rank = Put the parts of each component in order: 1 is the one that matters most. If two matter alike, give them the same number.
collect-weights-how-ahp = Compare the parts two by two. Choose which matters more and say how many times: 1, the same; 3, somewhat more; 5, clearly more; 7, much more; 9, very much more; 2, 4, 6 and 8 lie between. With 1 there is no need to choose.
collect-weights-how-bwm = Choose for each component the part that matters most and the one that matters least. Then say, from 1 (the same) to 9 (very much more), how much more the first matters than each of the others, and how much more each matters than the last. The row that compares a part with itself stays empty.
collect-weights-whole = Answer each component in full or, if you cannot judge it, leave it empty: the others count. What you answer here does not change the ratings on the sheet “Ratings”.
collect-weights-column-node = Code of the component
collect-weights-column-child = Code of the part
collect-weights-column-other = Code of the other part
collect-weights-column-node-name = Component
collect-weights-column-child-name = Part
collect-weights-column-other-name = Other part
collect-weights-question = Question
collect-weights-choice-ahp = Which matters more
collect-weights-choice-bwm = Part chosen
collect-weights-value-direct = Weight
collect-weights-value-budget = Points
collect-weights-value-swing = Points
collect-weights-value-rank = Order
collect-weights-value-ahp = How many times
collect-weights-value-bwm = How many times
collect-weights-sum = Sum
collect-weights-greatest = Greatest
collect-weights-best = Which part matters most?
collect-weights-worst = Which part matters least?
collect-weights-from-best = The first beside { $name }: how much more does it matter?
collect-weights-to-worst = { $name } beside the last: how much more does it matter?
collect-weights-check-direct = A number from 0 up.
collect-weights-check-budget = Points from 0 to 100; those of a component add up to 100.
collect-weights-check-swing = A number from 0 to 100; the part that matters most has 100.
collect-weights-check-rank = Choose a place from the list: 1 is the part that matters most.
collect-weights-check-ahp = A number from 1 (the same) to 9 (very much more).
collect-weights-check-bwm = A number from 1 (the same) to 9 (very much more).

## Messages of drop-downs and checks

collect-check-title = Please check this
collect-check-best = A number on the scale, from { $low } to { $high }, or unknown, not_applicable or nil.
collect-check-low = A number from { $low } to { $high } that is not above the best value.
collect-check-high = A number from { $low } to { $high } that is not below the best value.
collect-check-confidence = A number from 50 to 100, without the sign %.
collect-check-list = Choose one of the options of the list.
collect-check-rater = A pseudonym such as R3, not a name.

## The form for ODK and Kobo

collect-form-title = Round { $round }, panel { $panel }
collect-form-language = English
collect-form-rater = Your pseudonym, the one that your coordinator gave you (R3, for example). Never your name.
collect-form-rater-check = A pseudonym: letters without accents, digits, hyphens or underscores; 12 signs at most.
collect-form-case = Case { $n }: { $text }
    { $question } Best value, from { $low } to { $high }.
collect-form-best = { $territory }, { $area }. { $question } Best value, from { $low } to { $high }.
collect-form-low = Plausible low
collect-form-high = Plausible high
collect-form-word-unknown = I cannot judge it (unknown)
collect-form-word-not-applicable = The question does not arise (not_applicable)
collect-form-word-nil = I know for certain that there is none (nil)
collect-form-confidence = Confidence that the truth lies between the two, in % (50 to 100)

## Grades

collect-grades-reliability = Reliability of the source
collect-grades-credibility = Credibility of the information
collect-reliability-admiralty-A = Completely reliable
collect-reliability-admiralty-B = Usually reliable
collect-reliability-admiralty-C = Fairly reliable
collect-reliability-admiralty-D = Not usually reliable
collect-reliability-admiralty-E = Unreliable
collect-reliability-admiralty-F = Cannot be judged
collect-credibility-admiralty-1 = Confirmed by other sources
collect-credibility-admiralty-2 = Probably true
collect-credibility-admiralty-3 = Possibly true
collect-credibility-admiralty-4 = Doubtful
collect-credibility-admiralty-5 = Improbable
collect-credibility-admiralty-6 = Cannot be judged
collect-reliability-4x4-A = Beyond doubt, or reliable in all instances
collect-reliability-4x4-B = Reliable in most instances
collect-reliability-4x4-C = Unreliable in most instances
collect-reliability-4x4-X = Cannot be judged
collect-credibility-4x4-1 = Accuracy is not in doubt
collect-credibility-4x4-2 = Known to the source directly, not to whoever reports it
collect-credibility-4x4-3 = Not known to the source directly, but corroborated
collect-credibility-4x4-4 = Not known to the source directly, and cannot be corroborated
collect-reliability-5x5x5-A = Always reliable
collect-reliability-5x5x5-B = Mostly reliable
collect-reliability-5x5x5-C = Sometimes reliable
collect-reliability-5x5x5-D = Unreliable
collect-reliability-5x5x5-E = Untested source
collect-credibility-5x5x5-1 = Known to be true without reservation
collect-credibility-5x5x5-2 = Known to the source directly, not to whoever reports it
collect-credibility-5x5x5-3 = Not known to the source directly, but corroborated
collect-credibility-5x5x5-4 = Cannot be judged
collect-credibility-5x5x5-5 = Suspected to be false
collect-reliability-3x5x2-1 = Reliable
collect-reliability-3x5x2-2 = Untested
collect-reliability-3x5x2-3 = Not reliable
collect-credibility-3x5x2-A = Known directly
collect-credibility-3x5x2-B = Known indirectly, but corroborated
collect-credibility-3x5x2-C = Known indirectly
collect-credibility-3x5x2-D = Not known
collect-credibility-3x5x2-E = Suspected to be false

## What is received

collect-source-title = Expert round { $round }

## The page for whoever coordinates a round

status-kicker = Page of the coordinator
status-skip = Go to what comes next
status-private = This page names raters by their pseudonyms. It is for the person who coordinates the round, and goes to neither readers nor panels.
status-part = { $part } of { $whole }
status-panel = Panel
status-panels-heard = Panels with answers
status-raters = Raters
status-rows = Rows
status-answers = Rows answered
status-unknown = Of these, “unknown”
status-all-items = All
status-alpha = Krippendorff's alpha
status-interval = 95 % interval
status-icc = ICC(A,1)
status-w = Kendall's W
status-median = Median
status-quartiles-head = Quartiles
status-quartiles = quartiles: { $quartiles }

status-next = What comes next
status-waiting = Answers are missing. Raters who have answered: { $panels }.
status-waiting-panel = { $panel } ({ $part })
status-differ = { $n ->
    [one] On one row the raters of a panel differ by more than a fifth of the scale: a second round pays.
   *[other] On { $count } rows the raters of a panel differ by more than a fifth of the scale: a second round pays.
}
status-differ-still = { $n ->
    [one] Answers of the second round are in; the raters of a panel still differ on one row. They need not agree: the difference goes into the uncertainty of the results.
   *[other] Answers of the second round are in; the raters of a panel still differ on { $count } rows. They need not agree: the difference goes into the uncertainty of the results.
}
status-close = All raters expected have answered, and no row needs a second round: the round can be closed.

status-complete = Who has answered what
status-complete-lead = Per cent of rows answered, of those that the raters expected of each panel are asked. An answer “unknown” is an answer.
status-weights = Weights: no rater has given any yet.
status-weights-given = Weights were given by: { $raters }.

status-agreement = How far raters agree
status-agreement-lead = Agreement of all raters who answered the same rows, invented cases and territories of other panels among them.
status-agreement-note = Alpha: 1 is agreement on every row, 0 what chance gives; 0.8 and more is relied on, below 0.667 nothing is concluded (Krippendorff). ICC(A,1): on the rows that all answered. W: of those who answered all rows; 1 is one order. A dash stands for a measure that is not defined.

status-spread = Spread by indicator and panel
status-spread-lead = Distance of each answer from the median of its panel on the same row, of own territories alone and of rows with two answers or more. The box holds the middle half of the answers; the lines reach the farthest.
status-spread-title = Spread of the answers: { $item }
status-spread-alt = Box plot of { $item }: distance of answers from the median of their panel, a box for each panel ({ $count }).
status-spread-axis = Distance from the panel's median, in points of the scale

status-severity = Severity of raters
status-severity-lead = How much higher (+) or lower (−) each rater rates than the others he can be compared with, in points of 0 to 100, with the 95 % interval. Only rows that several answered are compared; estimates are cautious, and close to 0 where there are few answers.
status-severity-alt = Estimated severity of { $count } raters, each with its 95 % interval.
status-severity-axis = Severity, in points of 0 to 100
status-severity-none = not estimated
status-severity-nothing = It cannot be estimated: too few rows have been answered by several raters.
status-severity-apart = Raters whom no row in common lets anybody compare with other panels: { $count } (panels: { $panels }).
status-severity-parts = The raters fall into { $count } groups without a row in common: severity is compared within each group alone.

status-differences = Disagreements
status-differences-lead = Rows of own territories on which the quartiles of a panel lie more than a fifth of the scale apart, or one rater at least two fifths from the median, widest first. They are what a second round would ask again.
status-differences-none = On no row do the raters of a panel differ by more than a fifth of the scale.
status-more = { $n ->
    [one] And one row more.
   *[other] And { $count } rows more.
}
