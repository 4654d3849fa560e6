# Textos de lo que cambió desde la última edición, en español. Un identificador por frase; los números llegan ya formateados.

## What moved since the last edition

section-changes = Cambios desde la última edición
changes-lead = La edición { $after } se compara con la anterior, { $before }, según «{ $root }».
changes-lead-same = La edición { $after } se compara con la misma edición tal como se había calculado antes, según «{ $root }».
changes-noise = Solo se muestran las diferencias que el azar no explica: aquellas cuyo intervalo del 90 %, calculado simulación por simulación, no contiene el cero. Los errores que las dos ediciones tienen en común se cancelan.
changes-noise-intervals = Solo se muestran las diferencias en las que los intervalos del 90 % de las dos ediciones no se superponen.
changes-noise-nothing = Sin simulaciones no puede saberse qué diferencias se deben al azar: se muestran todas.
changes-two-ways = Las clasificaciones y las fichas muestran otra variación: la de la misma evidencia en las dos ediciones de este proyecto, calculada hoy. Aquí cada edición figura como se calculó, con toda la evidencia que tenía; por eso las dos cifras difieren.
changes-aside-before = Solo en la edición anterior y, por tanto, sin comparar: { $names }.
changes-aside-now = Nuevo en esta edición y, por tanto, sin comparar: { $names }.
changes-cells = { $n ->
    [one] De { $all } celdas con puntuación en las dos ediciones, { $moved } tiene una diferencia así; las celdas no se enumeran aquí.
   *[other] De { $all } celdas con puntuación en las dos ediciones, { $moved } tienen una diferencia así; las celdas no se enumeran aquí.
}
changes-territories = Territorios con una diferencia así: { $moved } de { $all } ({ $up } al alza, { $down } a la baja).
changes-areas = Áreas criminales con una diferencia así: { $moved } de { $all } ({ $up } al alza, { $down } a la baja).
changes-entered = Tienen ahora una puntuación y antes no: { $names }.
changes-left = Tenían antes una puntuación y ahora no: { $names }.
changes-table-territories = Territorios que cambiaron según «{ $root }»
changes-table-areas = Áreas criminales que cambiaron según «{ $root }»
changes-interval = { $low } a { $high }
changes-ranks = { $before } → { $now }
changes-parts = Cada diferencia se reparte en tres: lo que se debe a registros revisados, nuevos o retirados de periodos que la edición anterior ya podía usar (datos); lo que se debe al método (método); y lo que se debe al tiempo transcurrido, con la evidencia de ese tiempo (mundo). Cada parte es la media de todos los órdenes en que pueden hacerse los tres cambios, y las tres suman la diferencia.
changes-gap-between = Un guion en lugar de las partes significa que en algún paso intermedio no hay puntuación: la diferencia no puede repartirse.
changes-no-parts = Un resultado no conserva la evidencia ni el método con que se hizo: no puede saberse cuánto de cada diferencia se debe a los datos, al método o al mundo.
changes-rows-table = Registros de evidencia que no son los mismos, por fuente
changes-rows-none = Todos los registros de evidencia son los mismos.
changes-no-source = (sin fuente)
changes-method = Líneas del método que no son las mismas:
changes-method-none = El método es el mismo.
col-before = Antes
col-now = Ahora
col-score-difference = Diferencia
col-part-data = Datos
col-part-method = Método
col-part-world = Mundo
col-ranks = Puesto
col-revised = Revisados
col-new = Nuevos
col-vanished = Retirados
col-later = De periodos posteriores
