# Prioridades recomendadas: qué celdas están en la parte alta de la matriz y qué permite la evidencia.

section-priorities = Prioridades recomendadas
priorities-lead = Aquí están las celdas (territorio por área criminal) en la parte alta de la matriz de priorización: aquellas en que «{ $root }» llega, según las simulaciones si las hay, al menos a la banda «{ $band }», la primera de la mitad superior. Las filas siguen el orden de la puntuación; dos cuyos rangos de puestos se superponen no deben leerse como ordenadas.
priorities-lead-territories = Aquí están los territorios en que «{ $root }» llega, según las simulaciones si las hay, al menos a la banda «{ $band }», la primera de la mitad superior. Las filas siguen el orden de la puntuación; dos cuyos rangos de puestos se superponen no deben leerse como ordenadas.
priorities-decision = La decisión no es de este informe: ordena la evidencia con una regla. Quien decide pesa además medios, mandato, oportunidad y lo que aquí no consta, y anota su decisión aparte de la puntuación.
priorities-act = Actuar
priorities-act-rule = Toda la banda que dejan abierta las simulaciones es «{ $band }» o superior, la confianza es al menos media ({ $moderate } de 100), la puntuación no se apoya solo en recuentos de actuación policial o judicial y no le falta ninguna dimensión.
priorities-watch = Vigilar
priorities-watch-rule = La banda puede ser «{ $band }» o inferior; la confianza es al menos media ({ $moderate } de 100), la puntuación no se apoya solo en recuentos de actuación policial o judicial y no le falta ninguna dimensión.
priorities-collect = Primero, recolectar
priorities-collect-rule = La banda puede ser «{ $band }» o superior, pero la confianza es baja (menos de { $moderate } de 100), o la puntuación se apoya solo en recuentos de actuación policial o judicial, o le falta una dimensión.
priorities-none = Ninguna fila cumple la regla.
priorities-more = Hay { $more } más, de puntuación menor; todas están en tables/scores.csv.
priority-cell = { $area } – { $territory }
priority-reading = { $band } ({ $score })
col-cell = Celda
rule-priorities = Prioridades: lo que llega a la mitad superior de las bandas del nodo raíz (de un número impar, sin la del medio), repartido según la banda y la confianza como dice cada lista.
