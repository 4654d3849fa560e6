## Imágenes de la región

section-region = La región de un vistazo

## Imágenes: el mapa

map-title = «{ $node }» en el mapa, edición { $edition }
map-alt = Mapa de «{ $node }» en América Latina y el Caribe. { $n ->
    [0] { $known } territorios tienen puntuación; no hay ningún vacío.
    [one] { $known } territorios tienen puntuación; { $gaps } es un vacío y va rayado.
   *[other] { $known } territorios tienen puntuación; { $gaps } son vacíos y van rayados.
} Los más altos: { $leaders }. La tabla de la clasificación da todos los números.
map-caption = «{ $node }» en la edición { $edition }. El color y el número son la banda (dos donde los sorteos dejan ambas abiertas), entre paréntesis donde la confianza es baja; lo rayado no se sabe; lo que queda en blanco no es parte de la evaluación. Fronteras: Natural Earth, generalizadas; no se toma posición sobre ninguna frontera. Un territorio grande no es una amenaza mayor.
map-missing = No están en el mapa: { $names }.
map-missing-many = { $count } territorios de la evaluación no están en el mapa.
map-place = { $name }: { $about }
map-score = { $score }, { $band }
map-low = ({ $number })
map-scale = de { $low } a { $high }
map-outside = no es parte de la evaluación
map-projection = Proyección acimutal equivalente de Lambert, centrada en { $lon }°O, { $lat }°S.
map-borders = Fronteras: Natural Earth, generalizadas; no se toma posición sobre ninguna frontera.

## De qué se compone una puntuación

waterfall-title = De qué se compone la puntuación de { $name }
waterfall-alt = Lo que lleva a la puntuación de { $name }, { $score }: { $parts }.
waterfall-caption-dimensions = De qué se compone una puntuación, por dimensión: de un territorio con todas las dimensiones en la mediana de los territorios a la puntuación. Lo que suma una dimensión es la media sobre todos los órdenes en que las dimensiones pueden pasar de la mediana a su propio valor (Shapley), de modo que las partes suman cualquiera que sea la media.
waterfall-caption-areas = Por área criminal: la porción de cada una en la media ponderada.
waterfall-caption-slopes = Por área criminal: cada valor por la pendiente de la media en él (asignación de Euler), como lo imprime «ideal explain».
waterfall-rounded = Los números impresos están redondeados.
waterfall-median = mediana de los territorios
waterfall-dimensions = por dimensión
waterfall-areas = por área criminal
waterfall-score = puntuación
waterfall-others = { $n ->
    [one] { $count } más
   *[other] otras { $count }
}
waterfall-table = De qué se compone la puntuación
col-adds = Suma
col-way = Reparto

## Ediciones lado a lado

slope-title = «{ $node }» de edición en edición
slope-alt = Puntuaciones de «{ $node }» de { $count } territorios de la edición { $first } a la { $last }. En el último paso, más allá del ruido: { $up } al alza, { $down } a la baja; sin distinguirse de él: { $same }; sin comparación posible: { $broken }.
slope-caption = Cada línea es un territorio en la escala de «{ $root }», entre las ediciones que se corresponden. Donde la evidencia se interrumpe o la puntuación es un vacío no hay línea.
slope-strong-draws = cambio más allá del ruido
slope-strong = cambio por encima del umbral del método
slope-thin = no se distingue del ruido
editions-first = Se dibujan los { $shown } más altos de { $count } territorios.
trends-title = «{ $node }» de cada territorio a lo largo de las ediciones
trends-alt = Un gráfico pequeño de «{ $node }» para cada uno de { $count } territorios, ediciones { $first } a { $last }: { $known } puntuaciones y { $gaps } vacíos, que van rayados. En el orden de la clasificación.
trends-caption = «{ $root }» de cada territorio, en el orden de la clasificación. Las puntuaciones que no se corresponden no se unen; lo rayado no se sabe.
trends-score = puntuación, con el color de su banda

## Cobertura

coverage-title = Peso cubierto por evidencia, edición { $edition }
coverage-alt = Porción del peso que cubre la evidencia: { $territories } territorios en filas y { $nodes } nodos en columnas. De las celdas con puntuación, { $low } están por debajo del { $middle } por ciento, { $between } entre ese valor y el { $high } por ciento y { $most } por encima; { $gaps } son vacíos y van rayadas.
coverage-caption = Cuánto del peso de cada nodo cubre la evidencia, en por ciento. Rayado: demasiado poco para una puntuación, u otra razón para no darla. Dice cuánto se sabe, no cuán alta es una puntuación.
coverage-low = menos del { $middle } %
coverage-between = del { $middle } al { $high } %
coverage-high = { $high } % o más
slope-never = Sin puntuación en ninguna de estas ediciones: { $names }.
