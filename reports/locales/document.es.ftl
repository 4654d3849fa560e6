# Lo que lleva el informe cuando no es una página sino un documento: impreso o en un libro de cálculo.

document-cover = Portada
document-notes = Notas de las tablas
document-table = Tabla
document-figure = Figura
document-page = Página { $page } de { $pages }
document-blank = Una celda en blanco de una tabla indica que allí no hay nada que decir; nunca equivale a cero.

## Columns and captions of tables that a page lays out otherwise

col-of-hundred = Confianza, de 0 a 100
ranking-basis-table = En qué se apoyan los puestos por «{ $root }», edición { $edition }
areas-basis-table = { $group }: dimensiones y lo que se conoce
heatmap-caption-without-table = Una esquina marcada abajo es una puntuación hecha sin una dimensión; la tabla dice cuál.
heatmap-table = «{ $node }» por territorio y área criminal, edición { $edition }: áreas { $first } a { $last } de { $count }
heatmap-table-note = Los territorios y las áreas criminales siguen el orden de la figura. Donde no hay número, la celda dice por qué.
profile-history = «{ $root }» por edición
method-indicator-scores = Cómo los valores de los indicadores pasan a puntuaciones

## Why a cell of a large table has no score

gap-no-indicator = sin indicador
gap-no-evidence = sin evidencia
gap-floor = bajo el mínimo
gap-required = falta una parte
gap-confidence = confianza insuficiente
gap-screened = excluido por el filtro
