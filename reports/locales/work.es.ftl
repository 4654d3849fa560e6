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

## Other weights

section-what-if = ¿Y si los pesos fueran otros?
what-if-lead = Aquí se pueden dar otros pesos a lo que compone «{ $root }» y a lo que compone cada una de sus partes. Las puntuaciones y posiciones de territorios y celdas se mueven junto a las de la evaluación, dígito a dígito como las calcularía el programa.
what-if-not = Esto no es la evaluación.
what-if-not-more = La evaluación es lo que imprime el resto del informe. Lo que aquí se mueve no se guarda, y los intervalos, la confianza y los grupos de empate no se mueven con ello.
what-if-open = Cambiar los pesos
what-if-weight = Peso de { $name }
what-if-reset = Como en la evaluación
what-if-equal = Todos iguales
what-if-zero = Todas las partes de «{ $name }» tienen peso 0: no queda nada de qué componerlo.
what-if-apart = Los pesos de «{ $name }» están demasiado lejos unos de otros: el mayor puede ser mil millones de veces el menor.
what-if-undefined = Con estos pesos una media no está definida para los valores que recibe; el programa rechazaría el método.
what-if-unknown = Este método calcula las puntuaciones de una forma que esta página no conoce. Otros pesos hay que calcularlos con el programa.
what-if-moved = Cambia la posición de { $changed } de { $all }; la puntuación que más se mueve lo hace { $most } puntos.
what-if-edge = Donde figura «≈», la puntuación está a menos de una milmillonésima del límite entre dos dígitos: este navegador y el programa podrían diferir en el último.
what-if-territories = Territorios con estos pesos
what-if-cells = Celdas con estos pesos
what-if-lines = Lo que la convertiría en la evaluación
what-if-lines-note = Líneas de method.toml con los pesos nuevos; detrás de cada uno, el vigente. Cambiar pesos es una versión nueva del método: exige un motivo y un responsable.
what-if-unchanged = # todos los pesos son los de la evaluación
what-if-copy = Copiar
what-if-copied = Copiado
what-if-selected = Seleccionado: se copia con Ctrl+C
col-rank-assessed = Posición, evaluación
col-rank-these = Posición, estos pesos
col-score-assessed = Puntuación, evaluación
col-score-these = Puntuación, estos pesos
