# Textos de la calibración de los intervalos, en español. Un identificador por frase; los números llegan ya formateados.

## Whether the intervals hold what they promise

section-calibration = ¿Cumplen los intervalos lo que prometen?
calibration-lead = Un intervalo del { $level } % debe contener la verdad en { $level } de cada 100 casos. Para saber si es así se borró al azar una parte de las { $rows } cifras conocidas, del { $least } al { $most } %, y la evaluación se calculó de nuevo, { $runs } veces con { $draws } simulaciones cada una: ¿está la puntuación obtenida con toda la evidencia dentro del intervalo del cálculo al que le falta una parte? Solo cuentan las puntuaciones de la edición { $edition } que perdieron evidencia. Además, se ocultaron indicadores conocidos, una décima parte cada vez, y se predijeron como se predice siempre lo que falta.
calibration-title = Cobertura de los intervalos por nodo, edición { $edition }
calibration-alt = { $count } nodos en filas; de cada uno, la parte de los valores predichos que están dentro de su intervalo, cuyo nivel nominal es el { $level } %. La menor es el { $least } %: «{ $node }», { $kind }.
calibration-caption = A la derecha de la línea los intervalos son más anchos de lo necesario; a la izquierda, demasiado estrechos. Los bigotes son el intervalo del 95 % de la cobertura, según varía entre los cálculos.
calibration-nominal = nivel nominal, { $level } %
calibration-cells = puntuaciones por territorio y área criminal
calibration-territories = puntuaciones de territorios
calibration-areas = puntuaciones de áreas criminales
calibration-regions = puntuaciones de regiones y grupos
calibration-leaves = indicadores ocultados
calibration-leaves-series = indicadores ocultados, sin el resto de su serie
calibration-measures = Cómo predicen las simulaciones lo que se retuvo; las distancias son puntos de la escala
calibration-terciles = Indicadores ocultados según lo que dicen los demás indicadores de su nodo: ¿se desvía la predicción hacia el centro?
calibration-low = bajos
calibration-middle = intermedios
calibration-high = altos
calibration-note = Cobertura: parte de los valores que están dentro del intervalo. Sesgo: media de las simulaciones menos el valor. Anchura: anchura media del intervalo, su nitidez. CRPS: puntuación continua de probabilidad ordenada (continuous ranked probability score), 0 en el mejor caso; penaliza tanto el intervalo que no acierta como el que es ancho (Gneiting y Raftery, Journal of the American Statistical Association 102, 2007).
calibration-tables = Por nodo y según lo que se borró: tables/calibration.csv y calibration_terciles.csv.
col-foretold = Lo que se predice
col-foretold-count = Valores
col-interval-coverage = Cobertura
col-below = Por debajo
col-above = Por encima
col-bias = Sesgo
col-rmse = RECM
col-width = Anchura
col-crps = CRPS
col-siblings = Los demás del nodo
