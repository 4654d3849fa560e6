# Textos de un informe del que se retuvieron registros, en lugar de los del mismo nombre: lo que le falta
# pueden saberlo otros, así que nada se llama vacío de información.

verdict-gap = No evaluado (reservado o no conocido)
reason-no-evidence = No hay evidencia utilizable que estos lectores puedan ver
figure-gaps = { $n ->
    [one] celda de { $total } está reservada o no se conoce
   *[other] de { $total } celdas están reservadas o no se conocen
}
figure-gaps-territories = { $n ->
    [one] de { $total } territorios está reservado o carece de evidencia
   *[other] de { $total } territorios están reservados o carecen de evidencia
}
headline-known = De { $total } celdas (territorio por área criminal), { $known } tienen «{ $node }» y { $gaps } están reservadas o no se conocen.
headline-known-both = De { $total } celdas (territorio por área criminal), { $known } tienen «{ $node }», { $rooted } tienen además «{ $root }» y { $gaps } están reservadas o no se conocen.
headline-known-territories = { $n ->
    [one] { $known } de { $total } territorios tiene «{ $node }»; el resto está reservado o no se conoce.
   *[other] { $known } de { $total } territorios tienen «{ $node }»; el resto está reservado o no se conoce.
}
key-gap-text = reservado o no conocido: nunca es cero ni calma
legend-gap = reservado o no conocido
section-gaps = Reservado o no conocido
areas-gap = Reservado o no conocido
areas-gap-note = Se mantienen a la vista a propósito: nada que estos lectores puedan ver las mide en esta edición. No significa que no existan.
profile-area-gap = «{ $node }» está reservado o no se conoce en ningún territorio: no es señal de ausencia.
gaps-sentence = { $n ->
    [one] { $gaps } de { $total } celdas no tiene «{ $root }» en esta versión: reservada o no conocida.
   *[other] { $gaps } de { $total } celdas no tienen «{ $root }» en esta versión: reservadas o no conocidas.
}
gaps-sentence-territories = { $n ->
    [one] { $gaps } de { $total } territorios no tiene «{ $root }» en esta versión: reservado o no conocido.
   *[other] { $gaps } de { $total } territorios no tienen «{ $root }» en esta versión: reservados o no conocidos.
}
gaps-areas = Reservado o no conocido por área criminal: celdas sin puntuación
gaps-places = Reservado o no conocido por territorio: celdas sin puntuación
gaps-empty = Indicadores sin ningún dato utilizable en esta versión: reservados o no conocidos
limit-silence = Lo que no se muestra no es un cero: se reservó en esta versión o no se conoce. El silencio no es calma.
judgement-gaps = En esta versión no puede juzgarse «{ $node }» de { $gaps } de { $total } celdas: está reservado o no se conoce. El silencio no es calma.
judgement-gaps-names = En esta versión no puede juzgarse «{ $node }» de { $gaps } de { $total } celdas: está reservado o no se conoce. Sin clasificar: { $names }. El silencio no es calma.
judgement-gaps-many = En esta versión no puede juzgarse «{ $node }» de { $gaps } de { $total } celdas: está reservado o no se conoce. Quedan sin clasificar { $unranked } territorios, entre ellos { $names }. El silencio no es calma.
judgement-gaps-territories = En esta versión no puede juzgarse «{ $node }» de { $gaps } de { $total } territorios: está reservado o no se conoce. El silencio no es calma.
collection-why-missing = reservado o no conocido
opened-missing = Sin dato en esta versión: { $names }.
glossary-gap-means = una celda o un nodo sin puntuación en esta versión, porque lo que haría falta está reservado o no se conoce: nunca es cero ni calma.
