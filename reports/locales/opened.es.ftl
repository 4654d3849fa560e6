# Cada puntuación abierta hasta los registros de los que se leyó.

section-opened = Anexo: las celdas prioritarias, abiertas
opened-lead = De qué se compone la puntuación de cada celda de las prioridades recomendadas: cada parte con su puntuación, su peso bajo el nodo superior y lo que le aporta; junto a cada indicador, el valor, el periodo, la fuente, la valoración y el archivo con su línea. Los aportes completan la puntuación del nodo superior.
opened-title = Cada puntuación, abierta
opened-rows = Registros de evidencia
opened-missing = Sin dato: { $names }.
opened-raters = { $n ->
    [one] { $count } evaluador
   *[other] { $count } evaluadores
}
col-contribution = Aporte
col-evidence = Evidencia
col-number = N.º
col-value = Valor
col-period = Periodo
col-place = Archivo y línea
