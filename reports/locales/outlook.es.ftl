# Por qué se movió una puntuación, perspectivas y plan de recolección.

## Why a score moved

moved-title = Por qué se movió: indicadores que dicen otra cosa que en la edición { $before }
moved-title-noise = Indicadores que dicen otra cosa que en la edición { $before }; el cambio de la puntuación no se distingue del ruido
moved-none = Ningún indicador dice otra cosa que en la edición { $before }.
moved-more = { $n ->
    [one] Y { $count } indicador más que se movió menos.
   *[other] Y { $count } indicadores más que se movieron menos.
}
moved-value = { $value } ({ $period })
moved-item = { $name }, de { $before } a { $now } ({ $points } puntos)
moved-sentence = { $name }: { $moves }.
moved-movers = Qué indicadores se movieron más en cada uno de esos territorios, con el valor y el periodo de antes y de ahora:
col-points = Diferencia, en puntos
col-cells-moved = Celdas

## Outlook

section-outlook = Perspectivas
outlook-lead = Esto no es un pronóstico: nada de lo que sigue dice lo que pasará. Dice qué se movió más allá del ruido, qué puntuaciones están tan cerca del borde de una banda que las simulaciones no deciden de qué lado están, y qué series se rompieron.
outlook-no-draws = Sin simulaciones no se sabe qué diferencias son ruido ni qué bandas quedan abiertas: no hay aquí palabras de probabilidad.
outlook-found = De { $total } filas con puntuación: al alza más allá del ruido desde la edición { $before }, { $up }; a la baja, { $down }; con más de una banda abierta según las simulaciones, { $crossing }.
outlook-table = «{ $root }»: tendencia, bandas abiertas y rupturas
outlook-all = Todos los territorios
outlook-up = al alza ({ $change }): { $word } ({ $share })
outlook-down = a la baja ({ $change }): { $word } ({ $share })
outlook-up-plain = al alza ({ $change })
outlook-down-plain = a la baja ({ $change })
outlook-no-trend = no puede saberse
outlook-band = { $band }: { $word } ({ $share })
outlook-note = Una banda se muestra desde el 5 % de las simulaciones. «Rupturas» cuenta las series de cada territorio que se rompieron desde la edición anterior: ahí un cambio puede ser de la serie y no del fenómeno.
col-what = De qué se trata
col-trend = Tendencia
col-bands-open = Bandas que quedan abiertas
col-breaks = Rupturas
rule-moved = Por qué se movió una puntuación: los indicadores cuyo valor o periodo es otro que en la edición anterior, primero los que más puntos se mueven en todas las celdas juntas; los puntos se cuentan como los recibe el nodo raíz (una respuesta entra invertida).
rule-outlook = Perspectivas: una tendencia se muestra si en al menos el 80 % de las simulaciones la diferencia pasa del umbral del método; una banda, desde el 5 % de las simulaciones.
rule-collection = Plan de recolección: lo que falta o es débil, ordenado por los puestos de la clasificación que vale una desviación estándar de lo que no se sabe (peso por desviación por puestos por punto).

## Collection plan

section-collection = Plan de recolección
collection-lead = Qué preguntar primero: lo que falta o es débil, según lo que saberlo movería la clasificación. Es una medida de primer orden: dice dónde buscar, no qué se encontrará. La columna del responsable queda vacía para que se llene.
collection-table = Plan de recolección, primero lo que más vale saber
collection-more = Hay { $count } preguntas más; `ideal gaps` las lista por territorio.
collection-ask = { $name }, para «{ $node }»
collection-why-missing = falta
collection-why-unknown = no puede juzgarse
collection-why-imputed = imputado
collection-why-censored = solo se conoce un límite
collection-why-weak = confianza baja
collection-from-prevalence = encuestas, estudios académicos y registros administrativos
collection-from-recorded = policía, fiscalía y oficina de estadística
collection-from-harm = salud pública, medicina legal y registro civil
collection-from-enforcement = policía, aduanas y fiscalía
collection-from-response = ministerios, poder judicial y entes de control
collection-from-context = oficina de estadística y organismos internacionales
collection-from-expert = panel de expertos
collection-from-perception = encuestas de percepción
col-order = N.º
col-ask = Qué preguntar
col-where = Dónde
col-why = Por qué
col-whom = A quién
col-worth = Vale, en puestos (máx.)
col-owner = Responsable
