# Textos de de qué depende la clasificación, en español. Un identificador por frase; los números llegan ya formateados.

## What the ranking depends on

percent = { $share } %
acceptability-head = Probabilidad de cada puesto
acceptability-title = Probabilidad de cada puesto según «{ $node }», edición { $edition }
acceptability-alt = { $n ->
    [one] Territorios en filas y puestos en columnas, { $count } en total. El que más veces va primero es { $first }, en el { $share } % de las simulaciones. { $settled } territorio tiene un puesto que le da al menos la mitad de las simulaciones.
   *[other] Territorios en filas y puestos en columnas, { $count } en total. El que más veces va primero es { $first }, en el { $share } % de las simulaciones. { $settled } territorios tienen un puesto que les da al menos la mitad de las simulaciones.
}
acceptability-caption = En qué porcentaje de las simulaciones ocupa un territorio cada puesto. Una fila repartida entre muchas columnas significa que su puesto no se sabe; las partes menores del 1 % no llevan número.
acceptability-axis = Puesto; el 1 es el más alto
acceptability-legend = parte de las simulaciones
acceptability-point = puesto de la puntuación de la tabla
col-top = { $n ->
    [one] Primero
   *[other] Entre los { $k } primeros
}
section-dependence = De qué depende la clasificación
dependence-lead = La clasificación depende sobre todo de esto: { $factor }. Por sí solo o junto con otros, interviene en el { $share } % de su variación. El desplazamiento medio es de { $shift } puestos cuando todo lo incierto varía a la vez.
dependence-untold = Ninguna de las cosas que varían tiene por sí una parte que se distinga de 0. El desplazamiento medio es de { $shift } puestos cuando todo lo incierto varía a la vez.
dependence-joint = Por sí solas, las cosas que varían explican el { $sum } % de la variación (entre el { $low } y el { $high } %); el { $joint } % restante viene de varias que actúan a la vez.
dependence-alone = Por sí solas, las cosas que varían explican el { $sum } % de la variación (entre el { $low } y el { $high } %); que actúen juntas no se distingue del azar.
dependence-nothing = La clasificación no depende de nada que varíe.
dependence-title = Partes de la variación de la clasificación, edición { $edition }
dependence-alt = Barras de los { $count } factores mayores entre lo que varía. El mayor: { $name }, que interviene en el { $total } % de la variación, y por sí solo en el { $first } %.
dependence-alt-untold = Barras de los { $count } factores mayores entre lo que varía. El mayor: { $name }, que interviene en el { $total } % de la variación; lo que explica por sí solo no se distingue de 0.
share-untold = no se distingue de 0
dependence-total = en total, con otros
dependence-first = por sí solo
dependence-interval = intervalo del 95 %
dependence-caption = Cuánto de la variación de los puestos viene de cada cosa incierta. Donde las dos barras difieren, actúa junto con otras; donde falta una barra, su parte no se distingue de 0.
dependence-note = Índices de Sobol’ del desplazamiento medio de los puestos, con { $runs } ejecuciones del modelo; el intervalo del 95 % más ancho abarca { $width } puntos porcentuales.
dependence-rest = { $n ->
    [one] { $count } grupo más pesa menos y está en tables/sensitivity.csv.
   *[other] { $count } grupos más pesan menos y están en tables/sensitivity.csv.
}
factor-weights = los pesos bajo «{ $node }»
factor-error = los errores de la evidencia bajo «{ $node }»
factor-missing = la evidencia que falta bajo «{ $node }»
factor-switch = la elección de función de «{ $node }»
factor-raters = lo que saben y dudan los evaluadores del panel { $node }
factor-severity = la severidad de los evaluadores
dependence-weights = Con otros pesos
dependence-left = Si se deja fuera una sola cosa
dependence-left-note = Los efectos mayores; todos están en tables/leave_one_out.csv.
dependence-left-nothing = Dejar fuera un solo indicador, fuente o evaluador no cambia ningún puesto.
col-left = Se deja fuera
col-name = Nombre
col-shift-mean = Desplazamiento medio
col-shift-over = Sobre
col-shift-max = Desplazamiento máximo
col-would-lose = Perderían su puesto
left-indicator = indicador
left-source = fuente
left-rater = evaluador
left-panel = panel
left-rater-of = n.º { $number } del panel { $panel }
left-rater-alone = n.º { $number }

shift-over = Quién se evalúa lo deciden los pesos declarados y toda la evidencia, y aquí no cambia: un desplazamiento viene solo de las puntuaciones. «Sobre» cuenta los que tienen puntuación en ambas clasificaciones; donde no hay ninguno va una raya. «Perderían su puesto» cuenta aquellos cuya evidencia no bastaría si se juzgara de nuevo; tables/weightings.csv y tables/leave_one_out.csv los nombran.

## Other weights

effect-title = Puestos con otros pesos, edición { $edition }
effect-alt = { $count } territorios en filas, { $others } juegos de pesos en columnas. { $steady } conservan su puesto con un lugar de diferencia en todos; el que más se mueve es { $name }, entre los lugares { $best } y { $worst }.
effect-caption = Izquierda: la línea abarca adónde mueven los pesos a un territorio; el punto es su puesto con los declarados. Derecha: su puesto con cada juego; cuanto más oscuro, más se mueve, ▲ más arriba, ▼ más abajo. Los pesos leídos de los datos dicen cómo varían y concuerdan las puntuaciones, no cuánto importa cada cosa.
effect-first = { $n ->
    [one] Los primeros { $shown } de { $count } territorio clasificado; los demás están en tables/weighting_ranks.csv.
   *[other] Los primeros { $shown } de { $count } territorios clasificados; los demás están en tables/weighting_ranks.csv.
}
effect-rank = Puesto, 1 es el más alto
effect-lost = no queda nada que puntuar
effect-table = Juegos de pesos frente al declarado
col-weighting = Pesos
col-about = Qué son
by-stated = declarados
by-equal = iguales
by-without-enforcement = sin recuentos policiales
by-pca = componente principal
by-entropy = entropía
by-critic = CRITIC
by-optimise = equilibrados
by-bod = beneficio de la duda
about-equal = cada parte de un nodo cuenta lo mismo
about-without-enforcement = lo que cuenta trabajo policial tiene peso 0
about-pca = de los datos: cuenta más lo que sigue el patrón común principal
about-entropy = de los datos: cuenta más lo que distingue a las unidades
about-critic = de los datos: cuenta más lo que varía y dice algo propio
about-optimise = de los datos: de modo que cada parte se vea en su nodo tanto como se declara
about-bod = de los datos: la media de los pesos que más favorecen a cada unidad
weights-kept = Bajo { $nodes } se mantienen los pesos declarados, porque los datos no proponen otros: { $weights }.
weights-absent = Faltan, porque no se pueden calcular con estos datos: { $names }. Las razones están en tables/warnings.csv.

## Other aggregation

dependence-aggregations = Con otra agregación
aggregation-title = Puestos con otra agregación, edición { $edition }
aggregation-alt = { $count } territorios en filas, { $others } formas de agregar en columnas. { $steady } conservan su puesto con un lugar de diferencia en todas; el que más se mueve es { $name }, entre los lugares { $best } y { $worst }.
aggregation-caption = Izquierda: la línea abarca adónde mueve otra agregación a un territorio; el punto es su puesto declarado. Derecha: su puesto con cada una; cuanto más oscuro, más se mueve, ▲ más arriba, ▼ más abajo. Los pesos son los declarados, y también el agregado sobre las áreas criminales.
aggregation-first = { $n ->
    [one] Los primeros { $shown } de { $count } territorio clasificado; los demás están en tables/aggregation_ranks.csv.
   *[other] Los primeros { $shown } de { $count } territorios clasificados; los demás están en tables/aggregation_ranks.csv.
}
aggregation-table = Otra agregación frente a la declarada
col-aggregation = Agregación
col-about-one = Qué es
of-stated = declarada
of-arithmetic = aritmética
of-geometric = geométrica
of-harmonic = armónica
of-imbalance-subtract = media − desequilibrio
of-imbalance-add = media + desequilibrio
of-copeland = Copeland, partes
of-copeland-leaves = Copeland, indicadores
about-arithmetic = cada nodo toma la media aritmética: lo alto compensa lo bajo
about-geometric = cada nodo toma la media geométrica: lo bajo tira más que lo alto
about-harmonic = cada nodo toma la media armónica: lo bajo domina
about-imbalance-subtract = cada nodo toma su media menos su desequilibrio (Mazziotta–Pareto): suben los perfiles parejos
about-imbalance-add = cada nodo toma su media más su desequilibrio (Mazziotta–Pareto): suben los perfiles desiguales
about-copeland = de dos en dos, gana quien es más alto en más peso de las partes de «{ $node }»; por cuánto no cuenta
about-copeland-leaves = lo mismo con todos los indicadores que entran en la puntuación, de modo que ninguno compensa a otro
aggregations-absent = Faltan, porque aquí no dan una clasificación: { $names }. Las razones están en tables/warnings.csv.
