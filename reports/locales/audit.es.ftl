# Textos de la auditoría estadística en español. Un identificador por frase; los números llegan ya formateados.

## The page of the statistical audit

audit-kicker = Auditoría estadística
audit-page = Auditoría estadística: { $title }
audit-skip = Ir a lo que merece atención
audit-back = Volver al informe
audit-link = Auditoría estadística: ¿concuerdan los indicadores y actúan los pesos como se declaran?
audit-link-lead = Una página propia muestra cómo se reparten las cifras, cómo concuerdan los indicadores y cuánto mueve de verdad cada parte a su conjunto.
audit-link-found = { $n ->
    [one] Señala { $count } punto.
   *[other] Señala { $count } puntos.
}
audit-lead = Un índice suma muchos indicadores. Esta página pregunta, para la edición { $edition }, si se conocen, si concuerdan y si los pesos hacen lo que dicen. Juzga la construcción del índice, no a ningún territorio.
audit-head-units = Unidades
audit-head-nodes = Nodos
audit-head-pairs = Pares comparados
audit-head-flags = Señales
audit-none = n/c
audit-none-long = no calculable
audit-none-note = significa «no calculable»: hay muy pocos valores o no varían. No es un cero.
section-attention = Lo que merece atención
section-known = Qué cifras hay
section-spread = Cómo se reparten las cifras
section-together = Qué va con qué
section-consistency = ¿Mide cada grupo una sola cosa?
section-effective = Pesos declarados y pesos que actúan

## What deserves attention

attention-clean = No hay ninguna señal: las cifras están, ningún valor extremo manda, las partes van con su conjunto y los pesos actúan más o menos como se declaran.
attention-lead = { $n ->
    [one] { $count } señal, primero lo más grave. Una señal es una pregunta a quien responde del método, no un error por sí misma: una correlación baja puede ser lo que pide el concepto.
   *[other] { $count } señales, primero las más graves. Una señal es una pregunta a quien responde del método, no un error por sí misma: una correlación baja puede ser lo que pide el concepto.
}
attention-group = { $title } ({ $count })
attention-more = { $n ->
    [one] { $count } más está en { $file }.
   *[other] { $count } más están en { $file }.
}
attention-against = Partes que se mueven en contra de su conjunto
attention-against-why = Donde el conjunto es alto, estas son bajas. Compruebe si la dirección es la correcta o si deben estar ahí.
attention-against-line = «{ $a }» contra «{ $b }»: r = { $r }, en { $count } filas
attention-contradict = Hermanos que se contradicen
attention-contradict-why = Ambos cuentan para el mismo nodo, pero donde uno es alto el otro es bajo: en la media se anulan.
attention-contradict-line = «{ $a }» y «{ $b }» bajo «{ $node }»: r = { $r }, en { $count } filas
attention-silent = Partes que apenas mueven su conjunto
attention-silent-why = Su peso efectivo es la mitad del declarado o menos: quien lea creerá que cuentan más de lo que cuentan.
attention-silent-line = «{ $a }» en «{ $node }»: declarado { $stated } %, efectivo { $effective } %
attention-dominates = Partes que mandan en su conjunto
attention-dominates-why = Su peso efectivo es el doble del declarado o más.
attention-inconsistent = Grupos que no miden una sola cosa
attention-inconsistent-why = El alfa de Cronbach está por debajo de { $least }. En un grupo que quiere mostrar una cosa por varios lados es un defecto; en uno que reúne cosas distintas no lo es.
attention-inconsistent-line = { $n ->
    [one] «{ $node }»: alfa { $alpha }, { $count } fila completa
   *[other] «{ $node }»: alfa { $alpha }, { $count } filas completas
}
attention-outliers = Indicadores dominados por unos pocos valores extremos
attention-outliers-why = Casi todas las cifras están juntas y unas pocas muy lejos, de modo que la mayoría de las unidades parecen iguales; puede ayudar un logaritmo o un tratamiento de extremos, si la transformación del método no lo hace ya.
attention-outliers-line = «{ $a }»: asimetría { $skewness }, curtosis { $kurtosis }
attention-unknown = Indicadores que rara vez se conocen
attention-unknown-why = Menos del { $least } % de las unidades tiene una cifra: lo que el índice dice allí descansa en lo demás.
attention-unknown-line = «{ $a }»: { $part } de { $whole }
attention-flat = Indicadores con poca variación
attention-flat-why = La mitad de los valores o más faltan o son cero, o hay pocos distintos: el indicador distingue pocas unidades.
attention-flat-line = «{ $a }»: { $nonzero } de { $whole } distintos de cero, { $unique } diferentes
attention-twice = Hermanos que dicen lo mismo dos veces
attention-twice-why = Suben y bajan tan juntos (r por encima de { $high }) que uno podría sobrar, o ambos compartir un peso.
attention-apart = Lo mismo bajo dos nodos
attention-apart-why = Indicadores de nodos distintos que suben y bajan tan juntos (r por encima de { $high }) que el índice cuenta una misma cosa en dos lugares.
attention-apart-line = «{ $a }» bajo «{ $one }» y «{ $b }» bajo «{ $other }»: r = { $r }, en { $count } filas
attention-weak = Partes que tienen poco que ver con su conjunto
attention-weak-why = La correlación está entre −{ $low } y { $low }: conocer la parte no dice casi nada del conjunto.
attention-weak-line = «{ $a }» con «{ $b }»: r = { $r }, en { $count } filas
attention-strangers = Hermanos que tienen poco que ver entre sí
attention-strangers-why = Están bajo un mismo nodo pero no van juntos; donde el nodo reúne cosas distintas, así debe ser.

## Tables and charts of the audit

known-lead = Cuántas de las unidades a las que se aplica un indicador tienen una cifra. Una barra corta significa que ahí el índice calla, no que ahí no pase nada.
known-table = Indicadores por nodo: conocidos, distintos de cero, diferentes; edición { $edition }
known-shared = Un indicador que vale para todas las áreas criminales de un territorio cuenta una vez por territorio.
known-units = Unidades con menos evidencia ({ $shown } de { $count })
col-known = Conocidos
col-nonzero = No cero
col-unique = Diferentes
col-unit-of-analysis = Unidad
col-gap-nodes = Nodos sin puntuación
spread-lead = La cifra menor, la del medio y la mayor de cada indicador en su propia unidad. Una asimetría lejos de 0 y una curtosis alta dicen que unas pocas cifras extremas se apartan de todas las demás.
spread-table = Indicadores: reparto de las cifras; tras denominación y tratamiento, antes de la transformación
col-min = Menor
col-mean = Media
col-max = Mayor
col-sd = Desviación estándar
col-skewness = Asimetría
col-kurtosis = Curtosis
mark-outliers = valores extremos
mark-seldom = rara vez conocido
mark-zeros = muchos ceros o vacíos
mark-few = pocos valores diferentes
together-lead = La correlación dice si dos cosas son altas y bajas en los mismos lugares: 1 siempre, 0 nada, −1 al revés. Las partes de un grupo deben ir juntas y con su conjunto, pero no ser lo mismo.
together-single = Faltan los nodos de una sola parte: ella es su conjunto.
together-rows = Con menos de { $rows } filas, el solo azar hace alta o baja una correlación: se muestra con una franja de color y nunca se señala.
together-columns = No tienen columna las partes que no se pueden comparar con ninguna otra.
together-node = «{ $node }»
together-title = Correlaciones bajo «{ $node }», edición { $edition }
together-alt = { $count } partes de «{ $node }» en filas, entre sí y con su conjunto. { $known } correlaciones se pueden calcular, { $none } no; { $high } son altas, { $low } bajas, { $negative } negativas.
together-with = con «{ $node }»
together-high = más de { $high }: cuenta doble
together-low = cerca de 0: dice poco
together-negative = menos de −{ $negative }: contradice
together-few = menos de { $rows } filas: sin señal
together-scale = opuesto – nada – igual
indicators-all = Todos los indicadores
indicators-lead = Cada indicador con cada otro, en el orden del árbol. El que baja la puntuación final entra con el signo cambiado: alto significa siempre una puntuación final más alta. Fuera de su nodo, un indicador no tiene por qué ir con otro; el que dice lo mismo que otro, o lo contrario, merece una mirada esté donde esté. Los indicadores de áreas criminales distintas nunca se encuentran en una unidad: se comparan por territorio y no llevan señal.
indicators-title = Correlaciones de todos los indicadores, edición { $edition }
indicators-alt = { $count } indicadores de { $nodes } grupos, cada uno con los anteriores. { $known } correlaciones se pueden calcular, { $none } no; { $high } son altas, { $negative } negativas, y { $low } bajas dentro de un grupo.
indicators-group = un grupo
indicators-too-many = Los { $count } indicadores son demasiados para un dibujo (como mucho { $most }); todas sus correlaciones están en tables/audit_matrix.csv.
consistency-lead = El alfa de Cronbach dice hasta qué punto las partes de un grupo hablan de una sola cosa: lo usual es 0,7 o más. Necesita filas en que las partes se conozcan a la vez; con pocas significa poco.
consistency-table = Grupos: ¿van juntas sus partes? Las filas son { $count } unidades
col-parts = Partes
col-complete = Filas completas
col-alpha = Alfa de Cronbach
col-component = Primera componente
col-correlation = Correlación media
consistency-component = Primera componente: la parte de la variación de las filas completas que un solo número podría llevar.
mark-inconsistent = no una sola cosa
effective-lead = El anillo abierto es el peso que el método declara; el punto, el peso que se ve en el resultado. Una línea larga significa que una parte cuenta mucho más o mucho menos de lo que se dice.
effective-title = Pesos declarados y efectivos bajo «{ $node }», edición { $edition }
effective-alt = { $count } partes de «{ $node }» en filas. La más lejana de su peso declarado es «{ $name }»: declarado { $stated } %, efectivo { $effective } %.
effective-stated = declarado
effective-effective = efectivo
effective-dominates = el doble o más
effective-silent = la mitad o menos
effective-value = { $stated } → { $effective } %
effective-none = No es calculable para { $names }: una parte de ahí no tiene cifras o no varían.
effective-note = Peso efectivo: el cuadrado de la correlación de una parte con su conjunto, como parte de la suma de todas (Becker y otros, Ecological Indicators 80, 2017).
audit-tables = Cada número de esta página, y los que aquí no caben, está en los archivos tables/audit_*.csv. Las filas de las tablas son unidades de la edición; las regiones quedan fuera y los agregados figuran aparte, como territorios.

## The audit goes on: territories, evidence that is missing, other choices, another index

section-ranked = Los territorios tal como se ordenan
section-missing = ¿Falta la evidencia al azar?
section-choices = ¿Y si el método hubiera elegido otra cosa?
section-against = Junto a otro índice
range = { $low } a { $high }
p-below = < { $p }
object-cells = celdas
object-territories = territorios
col-object = Puntuaciones de
col-with = Con
col-r = r
col-r-interval = Intervalo del 95 %
col-p = p
col-low-post = En el mínimo
col-high-post = En el máximo
spread-posts = En el mínimo o en el máximo: cifras que alcanzan o rebasan el valor de referencia al que el método da la puntuación más baja o la más alta. Ahí la puntuación ya no distingue unidades; se señala a partir de una quinta parte de las cifras.
mark-saturated = en un valor de referencia
attention-saturated = Indicadores cuyas cifras llegan a un valor de referencia
attention-saturated-why = Una quinta parte o más de las cifras conocidas alcanza o rebasa el mínimo o el máximo y recibe la misma puntuación, por distintas que sean. Compruebe si los valores de referencia están demasiado juntos.
attention-saturated-line = «{ $a }»: { $low } de { $known } en el mínimo, { $high } en el máximo
attention-selected = Evidencia que no parece faltar al azar
attention-selected-why = Donde falta el indicador, los demás de su nodo son más altos o más bajos que donde se conoce, más de lo que explica el azar: los que no tienen cifra no son como los que la tienen.
attention-selected-line = «{ $a }»: los demás del nodo, { $missing } donde falta y { $known } donde se conoce
pairs-fold = Cada correlación con su intervalo y su valor p ({ $count })
pairs-table = Correlaciones de las partes entre sí y con su conjunto
pairs-method = Los intervalos y los valores p proceden de un remuestreo (bootstrap) por conglomerados sobre los territorios (Cameron, Gelbach y Miller, 2008): se extraen de nuevo territorios enteros, { $resamples } veces, porque las áreas criminales de un territorio no son independientes entre sí. Con menos de { $least } territorios no se da ninguno. De muchos pares sin relación, uno de cada veinte tiene por azar un p inferior a { $level }.
col-kmo = KMO
col-kept = Retenidas
col-unchanged = Indicadores sin cambio
consistency-kmo = Adecuación muestral (Kaiser-Meyer-Olkin): cuánto de lo que las partes comparten es común a todas; { $good } o más es bueno, menos de { $least } no es aceptable (Kaiser, 1974), y con dos partes es siempre { $least }. Retenidas: las componentes con un valor propio mayor que 1, que llevan más que una sola parte (criterio de Kaiser). Una sola significa que el grupo tiene una dimensión.
items-fold = Parte por parte: alfa sin ella, adecuación, cargas ({ $count })
items-table = Partes de cada grupo. Carga: correlación de la parte con las componentes que se retienen, o con la primera si no se retiene ninguna
col-alpha-without = Alfa sin ella
col-loadings = Cargas
components-fold = Todos los valores propios ({ $count })
components-table = Valores propios de la matriz de correlaciones de cada grupo, con su parte de la variación; los mayores que 1 llevan ◆
col-eigenvalues = Valores propios
eigenvalue = { $value } ({ $share } %)
eigenvalue-kept = ◆ { $value } ({ $share } %)
ranked-lead = Lo que se ordena no es la celda sino el territorio: una media sobre sus áreas criminales; en esta edición son { $territories }. La media iguala lo que distingue a las áreas, de modo que dos partes pueden ir juntas entre territorios y no entre celdas, o al revés. Cada territorio cuenta una vez.
ranked-pairs = Correlaciones entre celdas y entre territorios
col-r-cells = r, celdas
col-r-territories = r, territorios
ranked-groups = ¿Mide cada grupo una sola cosa?
col-alpha-cells = Alfa, celdas
col-alpha-territories = Alfa, territorios
col-component-cells = Primera componente, celdas
col-component-territories = Primera componente, territorios
col-kmo-cells = KMO, celdas
col-kmo-territories = KMO, territorios
missing-lead = Para cada indicador: qué puntuación tienen los demás indicadores de su nodo donde él se conoce y donde falta. Cada territorio cuenta una vez en cada lado. Si los dos difieren, quien llene el vacío con lo que se conoce en otros lugares se equivocará siempre en la misma dirección.
missing-said = { $n ->
    [0] De { $tested } indicadores con suficientes territorios a ambos lados (de { $all } que se conocen en unos lugares y faltan en otros), ninguno difiere más de lo que explica el azar.
    [one] De { $tested } indicadores con suficientes territorios a ambos lados (de { $all } que se conocen en unos lugares y faltan en otros), { $count } difiere con p inferior a { $level }. Por azar lo haría uno de cada veinte.
   *[other] De { $tested } indicadores con suficientes territorios a ambos lados (de { $all } que se conocen en unos lugares y faltan en otros), { $count } difieren con p inferior a { $level }. Por azar lo haría uno de cada veinte.
}
missing-fold = Todos los indicadores que faltan en algún lugar ({ $count })
missing-table = Puntuación media de los demás indicadores, como los ve su nodo
col-known-in = Se conoce en
col-missing-in = Falta en
col-mean-known = Los demás, donde se conoce
col-mean-missing = Los demás, donde falta
col-difference = Diferencia
choices-lead = La clasificación hecha de nuevo con una sola decisión del método cambiada y todo lo demás como se declara. Desplazamientos pequeños significan que la decisión apenas importa; grandes, que la clasificación descansa en ella.
choices-table = La clasificación de «{ $root }» con otras decisiones
choices-note = Los indicadores sin cambio conservan sus valores de referencia: se conocen muy pocas cifras, no varían, o el logaritmo no admite alguna. Valores de referencia: las cifras que reciben la puntuación más baja y la más alta. Cobertura mínima: cuánto del peso de un nodo debe conocerse para que haya puntuación; un poco más o menos de evidencia decide ahí quién entra en la clasificación.
col-variant = Qué se cambia
col-spearman = Spearman
col-kendall = Kendall
col-pearson = Pearson
col-loses = Pierden su puesto
col-gains = Entran
variant-posts-wider = Valores de referencia un 25 % más separados
variant-posts-narrower = Valores de referencia un 20 % más juntos
variant-posts-percentiles = Valores de referencia en los percentiles 5 y 95
variant-min-max = De la cifra menor a la mayor, sin valores de referencia
variant-percentile-ranks = Rangos percentiles, sin valores de referencia
variant-standard-scores = Puntuaciones tipificadas, sin valores de referencia
variant-floors-none = Sin cobertura mínima
variant-floors-half = La mitad de la cobertura mínima
variant-floors-higher = Una cobertura mínima vez y media mayor
against-lead = Las puntuaciones junto a los { $count } valores de «{ $column }» en { $file }; { $assessed } son de unidades que esta edición tiene. Que concuerden no prueba que uno de los dos acierte: pueden apoyarse en las mismas fuentes. Donde se separan, uno sabe algo que el otro no.
against-table = Puntuaciones y «{ $column }»
against-title = «{ $node }» según «{ $column }», edición { $edition }
against-alt = { $n ->
    [0] { $count } puntos, «{ $node }» hacia arriba y «{ $column }» hacia la derecha; r = { $r }. Ninguno queda lejos de la recta.
   *[other] { $count } puntos, «{ $node }» hacia arriba y «{ $column }» hacia la derecha; r = { $r }. Lejos de la recta: { $names }.
}
against-axis = { $column }
against-caption = «{ $node }» ({ $object }) según «{ $column }»: r = { $r }. Los anillos están a dos errores estándar o más de la recta.
against-outliers = Lejos de la recta: dos errores estándar o más
col-other = Valor del otro índice
col-residual = Residuo estandarizado
