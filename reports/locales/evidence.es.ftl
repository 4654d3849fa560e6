# En qué se apoya una puntuación, qué falta a su lado y qué se sabe de ambas cosas.

## The point and the draws

point-beside = Lo conocido da { $score }; con lo que falta, { $median } ({ $low }–{ $high }).
point-beside-of = { $name }: lo conocido da { $score }; con lo que falta, { $median } ({ $low }–{ $high }).
points-beside = Puntuaciones al borde de su intervalo
median-interval = { $median } ({ $interval })
interval-median-label = Mediana de los sorteos: { $median }; intervalo del 90 %: { $interval }
col-draws-median = Mediana de los sorteos

## What a confidence is made of

quality-of = Calidad de la evidencia { $of } de 100: { $parts }
quality-grade-all = { $grade }
quality-grade-most = sobre todo { $grade } (la peor, { $worst })
quality-grade-none-worse = sobre todo { $grade }, ninguna peor
quality-age = { $n ->
    [0] del mismo año
    [one] de hace 1 año
   *[other] de hace { $years } años
}
quality-ages = { $n ->
    [one] antigüedad mediana de 1 año (máxima { $oldest })
   *[other] antigüedad mediana de { $years } años (máxima { $oldest })
}
quality-source = { $n ->
    [one] una sola fuente
   *[other] { $count } fuentes independientes
}
quality-source-each = { $n ->
    [one] una sola fuente por dato
   *[other] { $count } fuentes independientes por dato
}
quality-sources-each = de { $fewest } a { $most } fuentes independientes por dato
quality-missing = el { $share } % del peso no tiene evidencia y cuenta como 0
quality-counts = no pasa de baja, porque solo son recuentos de actuación policial o judicial
confidence-meaning = La confianza es la calidad de la evidencia, de 0 a 100: valoración de la fuente y del dato, antigüedad y corroboración, con 0 para lo que falta. Es baja por debajo de { $moderate }, media desde { $moderate } y alta desde { $high }. No dice si una puntuación es alta o baja.
ungraded-newer = { $name } ({ $period }): este dato no está valorado, lo que cuenta como { $trust } de 100; el anterior, de { $older } y valorado { $grade }, cuenta como { $older_trust } y no se usa

## Distance to the floors

floors-title = Distancia a la cobertura mínima
floors-lead = Un territorio solo tiene «{ $root }» si su cobertura llega al mínimo que pide el método. Cuanto más cerca está, más depende su puesto de un solo dato: la última columna nombra los indicadores que lo deciden por sí solos.
floors-table = Territorios más cercanos a la cobertura mínima de «{ $root }», edición { $edition }
floors-cells = { $assessed } celdas tienen «{ $root }»: { $fragile } de ellas la perderían si faltara uno solo de sus indicadores. De { $gaps } vacíos, { $near } la tendrían con un solo indicador más.
floors-lost = { $n ->
    [one] la perdería si faltara: { $names }
   *[other] la perdería si faltara cualquiera de estos: { $names }
}
floors-gained = { $n ->
    [one] la tendría con: { $names }
   *[other] la tendría con cualquiera de estos: { $names }
}
floors-none = ningún indicador por sí solo
floors-more = { $names } y { $count } más
floors-leaf-area = { $name } ({ $area })
col-margin = Distancia, en puntos porcentuales
col-deciding = Lo decide por sí solo

## What is known of the data set

caveats-low = Se sabe que sale demasiado bajo
caveats-high = Se sabe que sale demasiado alto
caveats-unclear = Se sabe que yerra, pero no en qué sentido
