# En qué se apoya una puntuación, qué falta a su lado y qué se sabe de ambas cosas.

## The point and the draws

point-beside = Lo conocido da { $score }; con lo que falta, { $median } ({ $low }–{ $high }).
point-beside-of = { $name }: lo conocido da { $score }; con lo que falta, { $median } ({ $low }–{ $high }).
points-beside = Puntuaciones al borde de su intervalo
median-interval = { $median } ({ $interval })
interval-median-label = Mediana de las simulaciones: { $median }; intervalo del 90 %: { $interval }
col-draws-median = Mediana de las simulaciones

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

## Judgement

judgement-title = Lo que se apoya en juicio de expertos
judgement-lead = { $cells } celdas se apoyan, del todo o en parte, en valoraciones de personas: { $raters } evaluadores de { $panels } paneles. La distancia entre sus valoraciones de una misma cosa forma parte de cada intervalo.
judgement-cells = Celdas que se apoyan en valoraciones, primero las de mayor dispersión, edición { $edition }
judgement-more = Las { $shown } de mayor dispersión; todas están en tables/indicators.csv, en sus últimas columnas.
judgement-adjusted-lead = Hay evaluadores que ven más en todo que los demás. A partir de lo que varios valoraron (celdas, territorios de otros paneles, viñetas) se estima cuánto más, y se descuenta de sus valoraciones antes de reunirlas.
judgement-apart = Los evaluadores forman { $n } grupos que no valoraron nada en común: la severidad solo se compara dentro de cada grupo y nada se ajusta entre ellos.
judgement-ranking = «{ $root }» sin la severidad de los evaluadores y con ella
judgement-panels = Severidad por panel, en puntos: por encima de 0, sus evaluadores ven más que los demás
col-rated-indicators = Indicadores valorados
col-raters = Evaluadores
col-widest-spread = Mayor dispersión, puntos
col-adjusted = Mayor ajuste, puntos
col-rank-unadjusted = Puesto sin ajustar
col-score-unadjusted = Puntuación sin ajustar
col-panel = Panel
col-severity-mean = Severidad media
col-severity-least = Menor
col-severity-most = Mayor

raters-pool = Reunión de valoraciones
raters-pool-panel = cada simulación toma la mediana de evaluadores extraídos del panel con reposición
raters-pool-linear = cada simulación toma la opinión de un evaluador
raters-adjust = Severidad de los evaluadores
raters-adjust-none = las valoraciones quedan como se dieron
raters-adjust-severity = se estima a partir de lo que varios valoraron y se descuenta
raters-panel-sd = Error común de un panel (puntos)
raters-range-level = Lo que se supone que abarca un rango sin confianza (%)
