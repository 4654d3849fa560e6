## Imágenes de la región

section-region = La región de un vistazo

## Imágenes: el mapa

map-title = «{ $node }» en el mapa, edición { $edition }
map-alt = Mapa de «{ $node }» en América Latina y el Caribe. { $n ->
    [0] { $known } territorios tienen puntuación; no hay ningún vacío.
    [one] { $known } territorios tienen puntuación; { $gaps } es un vacío y va rayado.
   *[other] { $known } territorios tienen puntuación; { $gaps } son vacíos y van rayados.
} Los más altos: { $leaders }. La tabla de la clasificación da todos los números.
map-caption = «{ $node }» en la edición { $edition }. El color y el número son la banda, entre paréntesis donde la confianza es baja; lo rayado no se sabe; lo que queda en blanco no es parte de la evaluación. Fronteras: Natural Earth, generalizadas; no se toma posición sobre ninguna frontera. Un territorio grande no es una amenaza mayor.
map-missing = No están en el mapa: { $names }.
map-missing-many = { $count } territorios de la evaluación no están en el mapa.
map-place = { $name }: { $about }
map-score = { $score }, { $band }
map-low = ({ $number })
map-scale = de { $low } a { $high }
map-outside = no es parte de la evaluación
map-projection = Proyección acimutal equivalente de Lambert, centrada en { $lon }° O { $lat }° S.
map-borders = Fronteras: Natural Earth, generalizadas; no se toma posición sobre ninguna frontera.

## De qué se compone una puntuación

waterfall-title = De qué se compone la puntuación de { $name }
waterfall-alt = Lo que suma la puntuación de { $name }, { $score }: { $parts }.
waterfall-caption = Lo que cada parte suma a la puntuación, en puntos: su porción de una suma ponderada. Los números impresos están redondeados.
waterfall-caption-slopes = Lo que cada parte suma a la puntuación, en puntos. Donde una media no es aritmética, una parte es su valor por la pendiente de la media en él (asignación de Euler), como la imprime «ideal explain»: depende de las demás partes, y las partes suman la puntuación. Los números impresos están redondeados.
waterfall-dimensions = por dimensión
waterfall-areas = por área criminal
waterfall-score = puntuación
waterfall-others = { $n ->
    [one] { $count } más
   *[other] otras { $count }
}
waterfall-table = De qué se compone la puntuación
col-adds = Suma
