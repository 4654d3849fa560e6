# Textos del informe en español. Un identificador por frase; los números llegan ya formateados.

## General

skip = Ir al resumen
kicker = Evaluación de la amenaza del crimen organizado
edition = Edición { $edition }
date = { $day } de { $month ->
    [m1] enero
    [m2] febrero
    [m3] marzo
    [m4] abril
    [m5] mayo
    [m6] junio
    [m7] julio
    [m8] agosto
    [m9] septiembre
    [m10] octubre
    [m11] noviembre
   *[m12] diciembre
} de { $year }
contents = Contenido
footer = Elaborado con ideal { $version } según el método { $method } { $method_version }. La huella SHA-256 del archivo del método es:
list-middle = { $head }, { $next }
list-last = { $sound ->
    [i] { $head } e { $last }
   *[other] { $head } y { $last }
}
of = { $part } de { $whole }
interval = { $low } – { $high }
item-score = { $name } ({ $score })
item-change = { $name } ({ $change })
item-cell = { $area } – { $territory } ({ $score })
value-unit = { $value } ({ $unit })
unit-per = { $unit }, por { $factor } de «{ $denominator }»
value-censored = suprimido por el editor, se toma { $value }
value-imputed = { $value } (imputado)
status-nil = ausencia comprobada
status-missing = sin dato
all-areas = todas
ungraded = sin valorar

## Head of the page

head-handling = Difusión
head-date = Fecha
head-method = Método
head-hash = Huella del método
head-territories = Territorios
head-areas = Áreas criminales
head-indicators = Indicadores
head-rows = Registros utilizados
head-draws = Simulaciones

## Section titles

section-summary = Resumen ejecutivo
section-ranking = Clasificación de los territorios
section-areas = Áreas criminales
section-heatmap = Mapa de calor
section-matrix = Matriz de priorización
section-territories = Fichas por territorio
profiles-some = De { $all } territorios, los { $shown } de puntuación más alta tienen ficha aquí y figuran en los mapas de calor y en las listas por área criminal; todos están en la clasificación y en las tablas.
section-area-profiles = Fichas por área criminal
section-quality = Anexo de calidad de datos
section-gaps = Vacíos de información
section-method = Anexo metodológico
section-sources = Fuentes y licencias
section-limits = Lo que los números no dicen

## Bands, verdicts, confidence, change

band-range = { $low }–{ $high }
verdict-gap = No evaluado (vacío de información)
verdict-not-applicable = No procede
gap-short = vacío
reason-no-indicator = El método no tiene ningún indicador para esto
reason-no-evidence = No hay evidencia utilizable
reason-coverage = Hay evidencia, pero por debajo del mínimo
reason-required = Falta una parte imprescindible
reason-confidence = La confianza está por debajo del mínimo
reason-screened = Excluido en el filtro de disponibilidad
confidence-low = baja
confidence-moderate = media
confidence-high = alta
change-up = En aumento
change-down = En descenso
change-same = Sin cambio distinguible
change-label = Cambio:
change-composition = La puntuación misma se movió { $total }: { $change } por lo que tienen las dos ediciones y { $composition } por composición. { $because }.
change-unjudged = No puede saberse si es un cambio: ninguna simulación tiene las dos ediciones
change-composition-none = Lo que entró o salió no movió la puntuación, que cambió { $total }. { $because }.
no-change-gap = No puede darse un cambio: la edición { $before } no tiene puntuación.
no-change-break = No puede darse un cambio desde la edición { $before }: una de las series en que se apoya tiene una ruptura.
no-change-nothing = No puede darse un cambio desde la edición { $before }: las dos ediciones no tienen ninguna evidencia en común.
composition-entered = Entró: { $entered }
composition-left = Salió: { $left }
composition-both = Entró: { $entered }; salió: { $left }
composition-more = { $n } más
mark-enforcement = Solo recuentos de actuación policial o judicial
without = sin { $nodes }
without-floor = { $node } (hay evidencia, pero por debajo del mínimo)
without-none = { $node } (no hay evidencia)
score-without = { $score }, { $without }
rank-one = { $low }
rank-range = { $low }–{ $high }
rank-median = mediana { $rank }
clear-rows = { $above } / { $below }
severity-error = error
severity-warning = aviso
severity-note = nota

## Kinds and directions of indicators

kind-prevalence = prevalencia
kind-recorded = delitos registrados
kind-harm = daño
kind-enforcement = actuación policial o judicial
kind-response = respuesta
kind-context = contexto
kind-expert = juicio de expertos
kind-perception = percepción
direction-up = a mayor valor, mayor puntuación
direction-down = a mayor valor, menor puntuación

## Summary

figure-measured = { $n ->
    [one] celda de { $total } con «{ $node }» medida con algo más que recuentos policiales
   *[other] de { $total } celdas con «{ $node }» apoyada en algo más que recuentos policiales
}
figure-enforcement = { $n ->
    [one] celda se apoya solo en recuentos de actuación policial o judicial
   *[other] celdas se apoyan solo en recuentos de actuación policial o judicial
}
figure-gaps = { $n ->
    [one] celda de { $total } es un vacío de información: no se sabe
   *[other] de { $total } celdas son vacíos de información: no se sabe
}
headline-known = De { $total } celdas (territorio por área criminal), { $known } tienen «{ $node }» y { $gaps } son vacíos de información.
headline-known-both = De { $total } celdas (territorio por área criminal), { $known } tienen «{ $node }», { $rooted } tienen además «{ $root }» y { $gaps } son vacíos de información.
headline-known-territories = { $n ->
    [one] { $known } de { $total } territorios tiene «{ $node }»; del resto no hay evidencia suficiente.
   *[other] { $known } de { $total } territorios tienen «{ $node }»; del resto no hay evidencia suficiente.
}
headline-known-all = { $n ->
    [one] El único territorio tiene «{ $node }».
   *[other] Los { $total } territorios tienen «{ $node }».
}
headline-enforcement = En promedio, el { $share } % del peso de la evidencia en uso para «{ $node }» son recuentos de actuación policial o judicial: miden el trabajo de la policía, no el tamaño del fenómeno.
headline-top = { $n ->
    [one] El valor más alto de «{ $node }» entre los territorios con confianza al menos media: { $names }.
   *[other] Los valores más altos de «{ $node }» entre los territorios con confianza al menos media: { $names }.
}
headline-top-draws = { $n ->
    [one] { $names } encabeza «{ $node }» (confianza media o alta).
   *[other] { $names } encabezan «{ $node }», en el primer grupo de empate (confianza media o alta).
}
headline-risers = { $n ->
    [one] Aumento destacado desde la edición { $before }, con confianza al menos media: { $names }.
   *[other] Aumentos destacados desde la edición { $before }, con confianza al menos media: { $names }.
}
headline-fallers = { $n ->
    [one] Descenso destacado desde la edición { $before }, con confianza al menos media: { $names }.
   *[other] Descensos destacados desde la edición { $before }, con confianza al menos media: { $names }.
}
headline-no-moves = Ningún territorio con confianza al menos media cambia { $threshold } puntos o más desde la edición { $before }.
headline-no-moves-draws = Ningún territorio con confianza al menos media muestra un cambio distinguible desde la edición { $before }.
headline-no-change = No puede calcularse ningún cambio desde la edición { $before } para los territorios con confianza al menos media: cada ficha dice por qué.
headline-cells = { $n ->
    [one] La celda más alta de «{ $node }» que se apoya en algo más que recuentos policiales, con confianza al menos media: { $cells }.
   *[other] Las celdas más altas de «{ $node }» que se apoyan en algo más que recuentos policiales, con confianza al menos media: { $cells }.
}
cautions-title = Antes de citar estas cifras
cautions-more = Lo que los números no dicen
caution-unranked = { $n ->
    [one] { $names } no se clasifica por falta de evidencia. El silencio no es calma.
   *[other] { $names } no se clasifican por falta de evidencia. El silencio no es calma.
}
caution-unranked-many = { $n ->
    [one] { $count } territorio no se clasifica por falta de evidencia. El silencio no es calma.
   *[other] { $count } territorios no se clasifican por falta de evidencia. El silencio no es calma.
}
caution-areas = Las áreas criminales no se ordenan entre sí: se agrupan por banda, y dentro de una banda las diferencias no son distinguibles.
caution-areas-draws = Dentro de un grupo de empate no todos los territorios ni todas las áreas criminales se distinguen entre sí; solo entre grupos vale el orden para cada par.
caution-territories-draws = Dentro de un grupo de empate no todos los territorios se distinguen entre sí; solo entre grupos vale el orden para cada par.
caution-no-draws = Esta ejecución no incluye simulaciones: las puntuaciones no llevan intervalo y las diferencias pequeñas no deben leerse como diferencias.
key-bands = Bandas
key-gap = Vacío
key-gap-text = no evaluado: nunca es cero ni calma
key-confidence = Confianza
key-enforcement = Marca
key-enforcement-text = se apoya solo en recuentos de actuación policial o judicial
key-without = Sin una dimensión
key-without-text = la parte nombrada bajo una puntuación no tiene la suya y queda fuera: no saber no es calma

## Charts

evidence-title = En qué se apoya «{ $node }», edición { $edition }
evidence-alt = Barras por territorio con las celdas de «{ $node }»: { $measured } apoyadas en algo más que recuentos policiales, { $alone } solo en recuentos policiales, { $gaps } vacíos. El territorio con más celdas conocidas es { $best }; el de menos, { $least }.
evidence-caption = Áreas criminales de cada territorio según aquello en que se apoya «{ $node }». Quien menos informa tiene más vacíos, no menos crimen.
legend-measured = más que recuentos policiales
legend-enforcement = solo recuentos policiales
legend-without = sin una dimensión
legend-gap = vacío de información
legend-not-applicable = no procede
legend-edition = edición { $edition }
legend-interval = intervalo del 90 %
legend-low-confidence = confianza baja
legend-tie = límite entre grupos de empate
ranking-title = «{ $node }» por territorio, edición { $edition }
ranking-alt = { $count } territorios ordenados por «{ $node }», de { $first } ({ $high }) a { $last } ({ $low }).
ranking-caption = Cada punto es un territorio en la escala de «{ $root }»; el trazo viene de la edición anterior. Un círculo vacío señala confianza baja.
ranking-caption-first = Los { $shown } más altos de { $count } territorios en la escala de «{ $root }»; la tabla los tiene todos. El trazo viene de la edición anterior. Un círculo vacío señala confianza baja.
heatmap-title = «{ $node }» por territorio y área criminal, edición { $edition }
heatmap-alt = Mapa de calor de «{ $node }»: { $territories } territorios en filas y { $areas } áreas criminales en columnas. { $known } celdas tienen puntuación, { $marked } de ellas solo con recuentos policiales; { $gaps } son vacíos y van rayadas.
heatmap-alt-without = { $n ->
    [one] { $count } puntuación se hizo sin una dimensión.
   *[other] { $count } puntuaciones se hicieron sin una dimensión.
}
heatmap-caption = «{ $node }» en la edición { $edition }. El color es la banda; lo rayado no se sabe; la esquina marcada arriba se apoya solo en recuentos de actuación policial o judicial.
heatmap-caption-without = La esquina marcada abajo es una puntuación hecha sin una dimensión; al señalar la celda se lee cuál.
flat-title = Igual por construcción, no por hallazgo
flat-everywhere = «{ $node }» es el mismo número en todas las áreas de un territorio: es una propiedad del territorio.
flat-areas = «{ $node }» es el mismo número, territorio por territorio, en: { $areas }.
flat-few = «{ $node }» solo toma { $kinds } valores distintos por territorio en { $areas } áreas criminales: la mayoría comparte el mismo número.
matrix-title-areas = Áreas criminales: «{ $across }» frente a «{ $up }», edición { $edition }
matrix-title-territories = Territorios: «{ $across }» frente a «{ $up }», edición { $edition }
matrix-alt = { $count } puntos: «{ $across }» en horizontal, «{ $up }» en vertical. El más alto en conjunto es { $name }, con { $x } y { $y }.
matrix-caption-areas = Áreas criminales con las dos dimensiones, «{ $across }» frente a «{ $up }»; el color es la banda de «{ $root }» y el punto interior señala que «{ $across }» se apoya solo en recuentos policiales. Las letras no son un orden.
matrix-caption-territories = Territorios en las mismas dos dimensiones, «{ $across }» frente a «{ $up }»; el color es la banda de «{ $root }».
profile-title = { $name } entre sus pares
profile-alt = Puntuación de { $name } en { $count } nodos del método; los trazos son los otros { $peers }.

## Ranking and areas

ranking-table = «{ $root }» por territorio, edición { $edition }
ranking-note = Sin simulaciones no se sabe qué diferencias de «{ $root }» son reales: lea vecinos cercanos como empatados.
ranking-note-draws = Un grupo de empate termina donde todos los que están hasta ahí superan en «{ $root }» a todos los que siguen en al menos el { $tie } % de las simulaciones; dentro de un grupo no todos los pares se distinguen. El rango de puestos y el intervalo cubren el 90 % de las simulaciones.
ranking-note-pairs = «Claramente por encima / por debajo» cuenta de cuántos otros se distingue así cada fila, estén donde estén; todos los pares están en tables/winning.csv.
order-other-way = { $rest ->
    [0] En la mayoría de las simulaciones el orden es el contrario al de las puntuaciones: { $names }.
   *[other] En la mayoría de las simulaciones el orden es el contrario al de las puntuaciones: { $names }; y { $more } más.
}
item-other-way = { $below } por encima de { $above } ({ $share } %)
order-outside-range = { $rest ->
    [0] El puesto por puntuación queda fuera del rango de puestos de las simulaciones: { $names }. Lo que no se sabe aparta las simulaciones de la puntuación de lo que se sabe.
   *[other] El puesto por puntuación queda fuera del rango de puestos de las simulaciones: { $names }; y { $more } más. Lo que no se sabe aparta las simulaciones de la puntuación de lo que se sabe.
}
item-outside-range = { $name } ({ $rank } por puntuación, { $range } por las simulaciones)
ranking-note-change = Las flechas marcan cambios de más de { $threshold } puntos desde la edición anterior; sin simulaciones no prueban que el cambio sea real.
unranked-title = Sin clasificar
regions-title = Regiones y grupos
areas-note = Agrupadas por banda y, dentro de cada banda, por nombre. No llevan número de orden: dentro de una banda las diferencias no son distinguibles.
areas-note-draws = Los grupos de empate los fijan las simulaciones: uno termina donde todas las áreas que están hasta ahí superan a todas las que siguen en al menos el { $tie } % de ellas; dentro de un grupo no todos los pares se distinguen. La numeración de los grupos cuenta también las áreas de la lista de recuentos policiales.
areas-tied = Con algo más que recuentos policiales
areas-band = Banda: { $band }
areas-no-band = Sin banda única
areas-enforcement = Solo recuentos de actuación policial o judicial
areas-enforcement-note = En todos los territorios evaluados, lo que se sabe se apoya solo en incautaciones, detecciones u otros recuentos de actuación policial o judicial. No compare estas áreas con las demás: sus cifras dicen tanto de la policía como del crimen.
areas-partial = Conocidas en parte: sin «{ $root }»
areas-partial-note = Falta una parte imprescindible y por eso no hay «{ $root }»; el anexo de vacíos dice cuál.
areas-gap = Vacíos de información
areas-gap-note = Se mantienen a la vista a propósito: en esta edición ninguna evidencia las mide. No significa que no existan.

## Profiles

profile-territory = «{ $root }»: { $score }, con confianza { $confidence }, a partir de { $known } de { $total } áreas criminales.
profile-territory-only = «{ $root }»: { $score }, con confianza { $confidence }.
profile-place = Puesto { $rank } de { $of }.
profile-place-range = Entre los puestos { $low } y { $high } de { $of } en el 90 % de las simulaciones.
profile-place-none = Sin puesto en la clasificación.
profile-without = «{ $root }» se evalúa { $without }.
profile-gap = «{ $root }» no se evalúa en { $name }. { $reason }.
profile-area = «{ $node }» se conoce en { $known } de { $total } territorios; en { $alone } de ellos, solo por recuentos policiales.
profile-area-enforcement = «{ $node }» se conoce en { $known } de { $total } territorios, y en todos ellos solo por recuentos policiales.
profile-area-partial = «{ $node }» se conoce en { $known } de { $total } territorios, en { $alone } solo por recuentos policiales; no hay «{ $root }» porque falta una parte imprescindible.
profile-area-gap = «{ $node }» no se conoce en ningún territorio: es un vacío de información, no una ausencia.
iccs-verified = ICCS { $code }
iccs-unverified = ICCS { $code } (sin verificar)
ocindex-market = OC Index: { $market }
profile-tree = De qué se compone
profile-response = Respuesta de las instituciones: { $node }
profile-drivers = Lo que lo eleva por encima de la mediana
profile-indicators = Indicadores propios del área
profile-cells-areas = «{ $root }» por área criminal
profile-cells-territories = «{ $root }» por territorio
profile-missing = Sin «{ $root }» (vacío o no procede): { $names }.
profile-flags = Advertencias sobre los datos:
profile-evidence = { $n ->
    [one] Se apoya en { $rows } registro de evidencia; fuentes: { $sources }.
   *[other] Se apoya en { $rows } registros de evidencia; fuentes: { $sources }.
}
evidence-value = { $name }: { $value } ({ $period })
evidence-imputed = { $name }: { $value }
evidence-places = { $n ->
    [one] { $name }: { $count } territorio
   *[other] { $name }: { $count } territorios
}
flag-b = { $name } ({ $period }): ruptura de serie
flag-e = { $name } ({ $period }): estimado
flag-p = { $name } ({ $period }): provisional
flag-s = { $name } ({ $period }): dudoso tal como se publicó
flag-place-b = { $territory } – { $name } ({ $period }): ruptura de serie
flag-place-p = { $territory } – { $name } ({ $period }): provisional
flag-place-s = { $territory } – { $name } ({ $period }): dudoso tal como se publicó

## Columns

col-rank = Puesto
col-rank-range = Rango de puestos
col-tie = Grupo
col-clear = Claramente por encima / por debajo
col-territory = Territorio
col-territories = Territorios
col-region = Región
col-area = Área criminal
col-areas = Áreas criminales
col-band = Banda
col-score = Puntuación
col-interval = Intervalo del 90 %
col-change = Cambio
col-confidence = Confianza
col-coverage = Cobertura
col-cells = Áreas evaluadas
col-assessed = Evaluado
col-reason = Motivo
col-territories-known = Territorios con dato
col-alone = Solo recuentos
col-node = Nodo
col-part = Parte
col-indicator = Indicador
col-indicators = Indicadores
col-median = Mediana
col-kind = Tipo
col-enforcement = Recuentos policiales
col-age = Edad mediana (años)
col-rows = Registros
col-censored = Censurados
col-flagged = Señalados
col-periods = Periodos
col-grade = Valoración
col-source = Fuente
col-flags = Advertencias
col-share = Parte del total
col-severity = Gravedad
col-code = Código
col-count = Veces
col-cause = Causa principal (celdas)
col-weight = Peso
col-weight-share = Parte
col-aggregate = Función
col-min-coverage = Cobertura mínima
col-floor = Valor mínimo
col-properties = Propiedades
col-range = Intervalo
col-holds-for = Vale para
col-direction = Sentido
col-unit = Unidad
col-posts = Valores de referencia, mínimo y máximo
col-normalise = Normalización
col-max-age = Edad máxima (años)
col-publisher = Editor
col-licence = Licencia
col-retrieved = Obtenido
col-lineage = Se basa en

## Quality and gaps

quality-lead = La confianza va al lado de la puntuación, nunca dentro de ella. Combina cobertura, valoración de las fuentes, antigüedad, corroboración y acuerdo.
quality-places = Calidad de la evidencia por territorio para «{ $node }», edición { $edition }: media de sus celdas
quality-indicators = Evidencia por indicador en uso en la edición { $edition }
quality-grades = Valoración de los registros utilizados, todas las ediciones
quality-findings = Avisos de la comprobación (textos en tables/warnings.csv)
twice-title = Fuentes que se usan dos veces
twice-lead = Estas fuentes se construyen con otras que también están en uso: su acuerdo no es corroboración.
twice-none = Ninguna fuente en uso declara basarse en otra que también lo esté.
used-twice = { $source } se basa en { $ancestor }
flagged-title = Rupturas de serie y valores dudosos o provisionales
flagged-none = No hay rupturas ni valores dudosos o provisionales entre los que están en uso.
flags-censored = { $n ->
    [one] { $count } censurado
   *[other] { $count } censurados
}
flags-break = { $n ->
    [one] { $count } ruptura
   *[other] { $count } rupturas
}
flags-suspect = { $n ->
    [one] { $count } dudoso
   *[other] { $count } dudosos
}
flags-provisional = { $n ->
    [one] { $count } provisional
   *[other] { $count } provisionales
}
gaps-sentence = { $n ->
    [one] { $gaps } de { $total } celdas no tiene «{ $root }». La lista de vacíos es el plan de recolección.
   *[other] { $gaps } de { $total } celdas no tienen «{ $root }». La lista de vacíos es el plan de recolección.
}
gaps-sentence-territories = { $n ->
    [one] { $gaps } de { $total } territorios no tiene «{ $root }». La lista de vacíos es el plan de recolección.
   *[other] { $gaps } de { $total } territorios no tienen «{ $root }». La lista de vacíos es el plan de recolección.
}
gaps-areas = Vacíos por área criminal: celdas sin puntuación
gaps-places = Vacíos por territorio: celdas sin puntuación
gaps-empty = Indicadores sin ningún dato utilizable en esta edición: qué habría que recolectar
cause-no-indicator = «{ $node }»: el método no tiene indicador ({ $count })
cause-no-evidence = «{ $node }»: sin evidencia ({ $count })
cause-coverage = «{ $node }»: hay evidencia, pero por debajo del mínimo ({ $count })
cause-required = «{ $node }»: falta una parte imprescindible ({ $count })
cause-confidence = «{ $node }»: confianza insuficiente ({ $count })
cause-screened = «{ $node }»: excluido en el filtro ({ $count })

## Method

method-id = Identificador
method-version = Versión
method-owner = Responsable
method-hash = SHA-256
method-scale = Escala
method-decimals = Forma publicada
rounding-half-up = { $n ->
    [one] { $decimals } decimal, los medios se redondean alejándose de cero
   *[other] { $decimals } decimales, los medios se redondean alejándose de cero
}
rounding-half-even = { $n ->
    [one] { $decimals } decimal, los medios se redondean a la cifra par
   *[other] { $decimals } decimales, los medios se redondean a la cifra par
}
method-unit = Unidad de análisis
unit-territory = Territorio
unit-territory-area = Territorio por área criminal
method-steps = Pasos, en orden
step-select = Selección: se toma el periodo más reciente dentro de la edad máxima de cada indicador, entre los que duran al menos lo que la edición, salvo que el indicador admita cualquiera; en él, un número pesa más que una palabra, luego la fuente preferida, luego la mejor valoración (las respuestas de los evaluadores valen juntas, sea cual sea la de cada una) y, si no, la mediana.
step-denominate = Denominación: donde el indicador lo pide, el valor se divide por su denominador del mismo periodo o del anterior más cercano.
step-no-denominate = Denominación: ninguna; los valores se usan tal como se publican.
step-no-impute = Imputación: ninguna. Lo que falta se queda como vacío.
step-impute-column = Imputación: lo que falta toma la { $statistic ->
    [mean] media
   *[median] mediana
} de los valores del indicador de las demás unidades en la edición.
step-impute-column-group = Imputación: lo que falta toma la { $statistic ->
    [mean] media
   *[median] mediana
} del indicador en la edición sobre las unidades de su grupo ({ $group }).
step-impute-row = Imputación: lo que falta toma la { $statistic ->
    [mean] media
   *[median] mediana
} de { $among ->
    [siblings] los demás indicadores de la unidad bajo el mismo nodo
   *[all] todos los demás indicadores de la unidad
}, cada uno llevado antes a una misma escala (la de sus valores de referencia, o del valor menor al mayor de la edición) y después de vuelta.
step-impute-latest = Imputación: lo que falta toma el último valor anterior del indicador en la unidad, por viejo que sea.
step-impute-constant = Imputación: lo que falta toma el último valor anterior del indicador en la unidad, o el primero si no hay ninguno anterior. No se mira ningún valor posterior a la última edición.
step-impute-between = Imputación: lo que falta está en la recta entre los valores vecinos en el tiempo del indicador en la unidad; fuera de ellos sigue faltando. No se mira ningún valor posterior a la última edición.
step-impute-linear = Imputación: lo que falta está en la recta entre los valores vecinos en el tiempo del indicador en la unidad; fuera de ellos toma el más cercano, si hay al menos dos. No se mira ningún valor posterior a la última edición.
step-impute-linear-constant = Imputación: lo que falta está en la recta entre los valores vecinos en el tiempo del indicador en la unidad; fuera de ellos, o con uno solo, toma el más cercano. No se mira ningún valor posterior a la última edición.
step-impute-within = { $text } Solo cuentan los valores a no más de { $years } años de la edición.
step-imputed = Un valor imputado no es una observación: cuenta para la cobertura, su confianza es 0, y su error es el de una cifra sin calificar junto con la dispersión de aquello de lo que se hizo.
step-screen-available = Filtro: se excluyen las unidades con menos del { $threshold } % de sus indicadores.
step-screen-nonzero = Filtro: se excluyen las unidades con menos del { $threshold } % de valores distintos de cero.
step-treat = { $n ->
    [one] Valores extremos: se winsoriza hasta { $points } punto donde la asimetría pasa de { $skewness } y la curtosis de { $kurtosis }.
   *[other] Valores extremos: se winsorizan hasta { $points } puntos donde la asimetría pasa de { $skewness } y la curtosis de { $kurtosis }.
}
step-treat-then = Donde eso no basta, y el indicador no tiene valores de referencia fijos ni transformación propia, se transforma la columna { $from ->
    [winsorised] winsorizada
   *[original] original
} ({ $word }): { $formula }.
step-normalise = Normalización por defecto: { $function }.
step-aggregate = Agregación: cada nodo combina a sus hijos con su propia función y sus pesos; los que faltan salen de la cuenta y restan cobertura.
method-tree = Árbol del método
flag-required = imprescindible
flag-inverted = entra invertido en el nodo superior
flag-weightless = se muestra sin contar (peso 0)
aggregate-arithmetic = media aritmética
aggregate-geometric = media geométrica
aggregate-harmonic = media armónica
aggregate-power = media potencial, p = { $p }
aggregate-median = mediana ponderada
aggregate-min = mínimo
aggregate-max = máximo
aggregate-own = función propia «{ $name }»
aggregate-mazziotta-pareto-subtract = media menos su desequilibrio (Mazziotta–Pareto)
aggregate-mazziotta-pareto-add = media más su desequilibrio (Mazziotta–Pareto)
method-formulas = Fórmulas
formula-goalposts = Valores de referencia: el valor x, recortado entre los valores de referencia mínimo a y máximo b, se convierte en (x − a) / (b − a) de la escala; donde a mayor valor corresponde menor puntuación se toma el complemento. Los valores de referencia no se mueven porque otro territorio cambie.
formula-arithmetic = Media aritmética: suma de peso × puntuación dividida por la suma de pesos. Lo alto compensa lo bajo.
formula-geometric = Media geométrica: producto de las puntuaciones elevadas a su parte del peso. Lo bajo tira más que lo alto; por debajo del mínimo se toma el mínimo.
formula-harmonic = Media armónica: suma de pesos dividida por la suma de peso / puntuación. Lo bajo domina.
formula-power = Media potencial: raíz p-ésima de la media de las puntuaciones elevadas a p. Con p mayor que 1, lo alto tira más que lo bajo.
formula-median = Mediana ponderada: la puntuación en la que el peso acumulado pasa de la mitad.
formula-mazziotta-pareto = Mazziotta–Pareto: la media aritmética ponderada M, menos o más una penalización por desequilibrio, S² / M, con la varianza ponderada S² de las puntuaciones. Entre partes iguales no la hay. Sumada, un perfil desigual cuenta como peor donde lo alto es malo; restada, donde lo alto es bueno, y el resultado puede quedar por debajo de todas las partes.
formula-invert = Inversión: el nodo superior recibe extremo inferior + extremo superior − puntuación; la tabla muestra la puntuación propia.
formula-coverage = Cobertura: parte del peso de un nodo que tiene evidencia utilizable. Por debajo de la mínima, sin ningún hijo disponible o sin uno imprescindible, el nodo es un vacío: ni cero ni la media de otra cosa.
method-bands = Bandas
method-bands-note = Los cortes son fijos, no cuantiles, y se juzgan con la puntuación exacta. Los nodos que entran invertidos en el nodo superior no llevan banda.
band-below = por debajo de { $high }
band-between = desde { $low } y por debajo de { $high }
band-from = desde { $low }
band-all = todos los nodos que llevan banda
method-rollups = Resúmenes
method-rollups-note = Un resumen combina, nodo por nodo, el mismo nodo de sus unidades; nunca vuelve a combinar los hijos. Una unidad que es un vacío resta cobertura y ensancha el intervalo: lo que no se sabe de ella podría mover el conjunto.
rollup-territory = Territorio, sobre sus áreas criminales
rollup-crime-area = Área criminal, sobre los territorios
rollup-region = Región, sobre sus territorios
rollup-plain = { $function }; cobertura mínima { $coverage }
rollup-without = { $function }; cobertura mínima { $coverage }; no cuentan: { $names }
rollup-weighted = { $function }; cobertura mínima { $coverage }; pesos distintos de 1: { $weights }
rollup-both = { $function }; cobertura mínima { $coverage }; no cuentan: { $names }; pesos distintos de 1: { $weights }
method-confidence = Confianza
method-confidence-text = La confianza de un indicador es el producto de fiabilidad de la fuente, credibilidad del dato, actualidad, corroboración y acuerdo entre evaluadores; la de un nodo, la media ponderada de sus hijos, con cero para los que faltan. Un nodo que se apoya solo en recuentos de actuación policial o judicial no pasa de confianza baja.
confidence-scheme = Esquema de valoración
confidence-reliability = Fiabilidad de la fuente
confidence-credibility = Credibilidad del dato
confidence-ungraded = Parte ausente o no evaluable
confidence-timeliness = Años en que la actualidad cae a 1/e
confidence-corroboration = Pérdida por una sola fuente
confidence-cuts = Cortes
confidence-cuts-value = media desde { $moderate } de 100, alta desde { $high }
confidence-floor = Confianza mínima para evaluar
method-uncertainty = Incertidumbre
method-uncertainty-text = Cada simulación repite el cálculo con error en la evidencia, valores posibles para lo que falta, pesos alrededor de los declarados y, con su probabilidad, otras funciones. Los intervalos y rangos cubren el 90 % de las simulaciones.
uncertainty-draws = Simulaciones
uncertainty-seed = Semilla
uncertainty-concentration = Concentración de los pesos (Dirichlet)
uncertainty-experts = Pesos según expertos
uncertainty-experts-node = { $node } ({ $count } expertos)
uncertainty-experts-geometric = en cada simulación, los de un panel extraído con reemplazo entre los expertos que valoraron el nodo, con su media geométrica: { $nodes }; en los demás nodos se sortean en torno a los declarados
uncertainty-experts-arithmetic = en cada simulación, los de un panel extraído con reemplazo entre los expertos que valoraron el nodo, con su media: { $nodes }; en los demás nodos se sortean en torno a los declarados
uncertainty-own = Modelo de error propio
uncertainty-sd = Desviación estándar por valoración, en puntos
uncertainty-ungraded = Desviación estándar sin valorar
drift-of = ± { $sd } al año
uncertainty-drift = Cuánto se mueve una puntuación en un año (desviación estándar, puntos)
uncertainty-drift-estimated = estimado de la historia de cada indicador: de { $low } a { $high }, mediana { $median }
uncertainty-missing = Lo que falta
uncertainty-missing-value = se sortea según lo que se conoce a su lado: una regresión sobre los indicadores hermanos que enseñan los demás territorios, con sus residuos, igual en todas las ediciones; en el { $share } % de las simulaciones, como los hermanos
uncertainty-threshold = Cambio que cuenta, en puntos
uncertainty-tie = Victoria con que se distinguen vecinos
uncertainty-switch = Función alternativa
uncertainty-switch-value = «{ $node }» con { $function } en el { $share } % de las simulaciones
method-indicators = Indicadores
method-denominators = Denominadores
any-length = periodos de cualquier duración
denominator-age = edad máxima { $age } años
span-since = desde { $period }
span-until = hasta { $period }
smooth = { $n ->
    [one] { $function }, sobre la media de { $window } año
   *[other] { $function }, sobre la media de { $window } años
}
transform-log = logaritmo; { $function }
transform-log1p = logaritmo de 1 + x; { $function }
transform-sqrt = raíz cuadrada; { $function }
transform-own = función propia «{ $name }»; { $function }
normalise-goalposts = valores de referencia fijos
normalise-none = ya en la escala
normalise-minmax = mínimo y máximo
normalise-zscore = puntuación z con media { $mean } y desviación estándar { $sd }
normalise-rank = puesto
normalise-percentile-rank = rango percentil
normalise-borda = puesto menos uno (Borda)
normalise-distance-to-target = distancia al objetivo { $target }
normalise-distance-to-reference = distancia a la referencia { $reference }
normalise-distance-to-max = distancia al máximo
normalise-fraction-of-max = fracción del máximo
normalise-all-editions = { $function }, sobre todas las ediciones juntas
posts-population = { $n ->
    [one] de { $low } a { $high }, de { $count } valor
   *[other] de { $low } a { $high }, el menor y el mayor de { $count } valores
}

## Sources and limits

sources-lead = Los derechos de los datos siguen siendo de sus editores. Las licencias se citan tal como se declaran en el proyecto y valen aparte de la del programa.
sources-unnamed = { $n ->
    [one] { $count } registro utilizado no nombra fuente.
   *[other] { $count } registros utilizados no nombran fuente.
}
limit-order = «{ $root }» ordena evidencia según un método declarado; no es una medida del crimen ni un juicio sobre un país.
limit-silence = Un vacío no es un cero. Los territorios que menos informan tienen más vacíos; el silencio no es calma.
limit-enforcement = Incautaciones, detenciones y detecciones miden actuación policial: suben cuando la policía trabaja más, aunque el mercado no cambie. Por eso se marcan y su confianza es baja.
limit-posts = Una puntuación depende de dónde se ponen los valores de referencia. Otro valor la movería sin que cambie nada en el mundo; todos están impresos en el anexo.
limit-weights = Los pesos son decisiones de valor del responsable del método. Están impresos para poder discutirlos y cambiarlos.
limit-aggregate = Un promedio esconde diferencias dentro de un territorio. No sirve para asignar recursos a un municipio ni para juzgar a una institución.
limit-persons = Nada aquí habla de personas ni de grupos identificables, y nada debe usarse para perfilarlos.
heatmap-caption-draws = «{ $node }» en la edición { $edition }. El color es la banda, o queda entre dos donde las simulaciones no coinciden en una; lo rayado no se sabe; la esquina marcada arriba se apoya solo en recuentos de actuación policial o judicial.
headline-risers-draws = { $n ->
    [one] Aumento distinguible del ruido desde la edición { $before }, con confianza al menos media: { $names }.
   *[other] Aumentos distinguibles del ruido desde la edición { $before }, con confianza al menos media: { $names }.
}
headline-fallers-draws = { $n ->
    [one] Descenso distinguible del ruido desde la edición { $before }, con confianza al menos media: { $names }.
   *[other] Descensos distinguibles del ruido desde la edición { $before }, con confianza al menos media: { $names }.
}

## Units, as methods write them in English

unit-of-score-1-10 = puntos, 1-10
unit-of-per-100-000 = por { $hundred_thousand }
unit-of-count = número
unit-of-rating-0-10 = valoración, 0-10
unit-of-persons = personas
unit-of-estimate = estimación
unit-of-kg = kg
unit-of-index-0-1 = índice, 0-1
unit-of-index-0-100 = índice, 0-100
unit-of-deaths = muertes
unit-of-percent-of-adults = % de adultos
unit-of-percent-of-firms = % de empresas
unit-of-percent-of-sales = % de las ventas
unit-of-percent-of-population = % de la población
unit-of-places = plazas
unit-of-pairs = pares
unit-of-hectares = hectáreas
unit-of-percent = %
unit-of-years = años
unit-of-2017-ppp = USD PPA de 2017

## Methods whose unit is the territory

kicker-territories = Evaluación por territorios
section-matrix-territories = Dos dimensiones
figure-known = { $n ->
    [one] de { $total } celdas tiene «{ $node }»
   *[other] de { $total } celdas tienen «{ $node }»
}
figure-known-territories = { $n ->
    [one] de { $total } territorios tiene «{ $node }»
   *[other] de { $total } territorios tienen «{ $node }»
}
figure-gaps-territories = { $n ->
    [one] de { $total } territorios no tiene evidencia suficiente
   *[other] de { $total } territorios no tienen evidencia suficiente
}
limit-order-territories = «{ $root }» ordena evidencia según un método declarado; no es un juicio sobre un país.
