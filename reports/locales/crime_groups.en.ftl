# Criminal groups: the section of the report on what sheets of groups say.

section-crime-groups = Criminal groups
crime-groups-lead = { $n ->
    [one] The project has the sheet of one criminal group. Sheets are of organisations, never of persons.
   *[other] The project has the sheets of { $count } criminal groups. Sheets are of organisations, never of persons.
}
crime-groups-lead-rules = The project has sheets of criminal groups: organisations, never persons. They were counted under different rules ({ $rules }), so that their numbers are neither added up nor compared.
crime-groups-no-rule = no rule stated
crime-groups-not-counted = not counted: rules { $rules }
crime-groups-none-found = Somebody looked for groups and found none: { $places }.
crime-groups-none-found-item = { $territory }, { $area } ({ $period })
crime-groups-gap = A territory or crime area without sheets is a gap and not a place without groups.
crime-groups-inactive = Not active in the edition { $edition }, and therefore in no count, presence or list below: { $groups }.
crime-groups-silent = Assessed territories of which no sheet says anything: { $places }.
crime-groups-ranking = Ranking: { $method }
crime-groups-ranking-lead = { $method }: attributes, { $attributes }; points at most, { $maximum }. An attribute that nobody knows counts as { $unknown }, times its weight. With less than { $coverage } of the weight rated, a group is a gap and never a low score.
crime-groups-ranking-draws = The 90 % interval is that of the draws: what is unknown or missing is anything from absent to high, and ratings err by their grade. Groups of one tie group cannot be told apart.
crime-groups-ranking-table = Criminal groups by { $method }, edition { $edition }
crime-groups-chart-caption = Point: the score. Band: the 90 % interval of the draws, where there are draws. Thin line: what unknown and missing attributes could at all make of the score. A rule across parts tie groups.
crime-groups-chart-alt = Criminal groups by score, { $groups } of them. First is { $first } with { $score } of { $maximum } points.
crime-groups-reach = least and most
crime-groups-more = And { $count } more; the tables of the result folder have all of them.
crime-groups-gone = not active
crime-groups-matrix-title = Ratings of criminal groups: { $method }
crime-groups-matrix-alt = A matrix of { $groups } groups and { $attributes } attributes, the weights at its head: cells rated, { $rated }; unknown, { $unknown }; missing, { $missing }.
crime-groups-matrix-caption = The fuller a cell, the higher the rating; a dash is absent, a question mark unknown, hatching not rated. The number over each column is its weight.
crime-groups-matrix-table = Ratings by attribute and group: { $method }
crime-groups-state-high = high
crime-groups-state-medium = medium
crime-groups-state-low = low
crime-groups-state-nil = absent
crime-groups-state-unknown = unknown
crime-groups-state-missing = not rated
crime-groups-activities = Groups by activity
crime-groups-activities-lead = A group counts where its principal activity is. Groups that do it beside another activity are named and not counted again.
crime-groups-activities-table = Criminal groups by principal and secondary activity
crime-groups-presence = Presence by territory and role
crime-groups-presence-table = Criminal groups by territory and what the territory is to them
crime-groups-role-base = Base
crime-groups-role-origin = Origin
crime-groups-role-transit = Transit
crime-groups-role-destination = Destination
crime-groups-role-present = Present, role not stated
crime-groups-links = Links between groups
crime-groups-links-alt = A network of { $groups } groups and { $links } links; the table says who is linked to whom, and how.
crime-groups-links-caption = Where a group lies means nothing but that linked groups lie near each other. Arrows lead from the group that the table names first.
crime-groups-links-dense = The network is too dense to be drawn legibly: { $groups } groups, { $links } links. The table has all of it.
crime-groups-links-table = Links between criminal groups
crime-groups-link-cooperates = cooperates with
crime-groups-link-supplies = supplies
crime-groups-link-conflicts = is in conflict with
crime-groups-link-part-of = is part of
crime-groups-link-succeeds = succeeds
crime-groups-territories = Groups in each territory
crime-groups-areas = Groups in each crime area
crime-groups-in-territory = { $n ->
    [one] { $place }: one group is recorded as present.
   *[other] { $place }: { $count } groups are recorded as present.
}
crime-groups-in-area = { $n ->
    [one] { $place }: principal activity of one group, secondary activity of { $others }.
   *[other] { $place }: principal activity of { $count } groups, secondary activity of { $others }.
}
crime-groups-in-rules = { $place }: the groups were counted under different rules ({ $rules }), so that no number is given.
crime-groups-first = The highest score by { $method } is that of { $group }: { $score } of { $maximum } points.
crime-groups-unscored = None of them has a score by { $method }: too little is rated.
crime-groups-line = { $group }: { $first }; { $second }; rank { $rank }, { $score } of { $maximum } points
crime-groups-line-unscored = { $group }: { $first }; { $second }; without a score
crime-groups-principal = principal activity
crime-groups-secondary = secondary activity
crime-groups-nowhere = territory not stated
col-crime-group = Group
col-tie-group = Tie group
col-principal = Principal activity
col-share-of-most = Share of the maximum
col-attributes-unknown = Unknown
col-attributes-missing = Not rated
col-attribute = Attribute
col-groups = Groups
col-principal-activity = As principal activity
col-secondary-activity = As secondary activity
col-link = Link
col-other-group = Other group
