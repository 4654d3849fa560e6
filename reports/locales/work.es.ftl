# Palabras de una página con la que se trabaja, en español. Las que completa el guion reciben de él sus variables.

languages-label = Este informe en otros idiomas
contents-below = Qué hay en «{ $section }»

## Search

find-label = Buscar un territorio, un área, una celda
find-hint = Tecla «/» desde cualquier punto de la página; las flechas eligen, Intro lleva al lugar, Esc cierra.
find-list = Lugares encontrados
find-count = Lugares encontrados: { $shown } de { $all }
find-none = Nada con ese nombre
find-territory = territorio
find-area = área criminal
find-cell = celda
find-indicator = indicador
find-section = sección

## Tables

sift-label = Filas que dicen
sift-count = { $shown } de { $all } filas a la vista; { $hidden } ocultas
sift-all = Las { $all } filas a la vista
sort-up = Orden por «{ $column }», ascendente
sort-down = Orden por «{ $column }», descendente
sort-none = En el orden del informe
