# Lo que la línea de órdenes dice a las personas en torno a resultados y hallazgos.

terminal-demonstration = no se indicó ningún proyecto y aquí no hay assessment.toml: esta es la demostración incluida
terminal-made-for-whole = versión para { $audience }: no se reservó ningún registro
terminal-made-for = versión para { $audience }: registros reservados: { $rows }; un vacío es algo reservado o no conocido
terminal-help = ayuda
terminal-times = ({ $times } veces)
terminal-errors = { $n ->
    [one] 1 error
   *[other] { $number } errores
}
terminal-warnings = { $n ->
    [one] 1 aviso
   *[other] { $number } avisos
}
terminal-notes = { $n ->
    [one] 1 nota
   *[other] { $number } notas
}
terminal-no-findings = sin hallazgos
terminal-stdout = no se puede escribir en la salida estándar: { $why }

## run

terminal-compared-with = comparado con { $previous }, aquí A; esta edición es B
terminal-deleted = se eliminó junto con el resultado anterior, como pide --replace: { $files }
terminal-assessed = { $n ->
   *[other] territorios: { $territories }; ediciones: { $editions }; puntuaciones: { $scores }; vacíos: { $gaps }; registros de evidencia utilizados: { $used } de { $rows }; { $mark }
}
terminal-assessed-areas = { $n ->
   *[other] territorios: { $territories }; áreas criminales: { $areas }; ediciones: { $editions }; puntuaciones: { $scores }; vacíos: { $gaps }; registros de evidencia utilizados: { $used } de { $rows }; { $mark }
}
terminal-aside = { $n ->
    [one] { $number } de las puntuaciones está en un extremo de su intervalo del 90 % o fuera de él: lea también su mediana (point_in_interval en tables/scores.csv)
   *[other] { $number } de las puntuaciones están en un extremo de su intervalo del 90 % o fuera de él: lea también su mediana (point_in_interval en tables/scores.csv)
}
terminal-to-read = avisos: { $warnings }; notas: { $notes }; véase tables/warnings.csv
terminal-stage-score = puntuaciones
terminal-stage-draw = simulaciones
terminal-stage-draw-groups = simulaciones (grupos)
terminal-stage-sensitivity = sensibilidad
terminal-stage-aggregations = agregaciones
terminal-stage-leave-one-out = exclusión de uno en uno
terminal-stage-weights-from-the-data = pesos según los datos
terminal-stage-weightings = ponderaciones

## rank

terminal-nothing-ranked = nada se clasifica de este modo: el método no tiene [rollup] para ello (`ideal rank --by units` clasifica lo que evalúa)
terminal-rank-no-draws = sin simulaciones no se distinguen las diferencias dentro de un nivel: indique --draws 10000
terminal-at-end = puntuación en un extremo de su intervalo
terminal-outside = puntuación fuera de su intervalo
terminal-enforcement = solo recuentos de actuación policial o judicial
terminal-not-ranked-gap = sin clasificar: vacío
terminal-not-ranked-not-applicable = sin clasificar: no procede
terminal-not-ranked-region = sin clasificar: región
terminal-col-rank = puesto
terminal-col-rank-low = de
terminal-col-rank-high = a
terminal-col-rank-median = mediano
terminal-col-tie-group = empate
terminal-col-clearly-above = supera
terminal-col-clearly-below = superado
terminal-col-name = nombre
terminal-col-shown = punt.
terminal-col-median = mediana
terminal-col-low = mín.
terminal-col-high = máx.
terminal-col-band = nivel
terminal-col-change = cambio
terminal-col-confidence = conf.
terminal-col-cov = cobert.

## gaps

terminal-gaps-value = valor: puestos de la clasificación de territorios que vale una desviación estándar de lo que se desconoce
terminal-gaps-floors = margen: la cobertura menos su mínimo; decisivos: indicadores que, cada uno por sí solo, quitarían o darían una puntuación
terminal-gaps-floors-part = margen: la cobertura menos su mínimo; decisivos: indicadores que, cada uno por sí solo, quitarían o darían una puntuación; `--floors` muestra todos los nodos
terminal-cut = { $shown } de { $all }
terminal-col-territory = territorio
terminal-col-crime-area = área criminal
terminal-col-indicator = indicador
terminal-col-node = nodo
terminal-col-reason = motivo
terminal-col-value = valor
terminal-col-verdict = dictamen
terminal-col-coverage = cobertura
terminal-col-min-coverage = cobertura mínima
terminal-col-margin = margen
terminal-col-deciding = decisivos
terminal-imputed = imputado
terminal-weak = débil
terminal-is-assessed = evaluado
