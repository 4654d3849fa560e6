# Textos de las rondas de recolección en español: el cuestionario que recibe un panel y lo que propone quien lo prepara.

## What a round is drafted from: questions

collect-question-threat = { $name }: ¿qué extensión y qué grado de organización tuvo esta actividad criminal en el territorio durante { $edition }?
collect-question-impact = { $name }: ¿qué gravedad tuvo lo que esta actividad criminal causó a las personas, la economía, el medio ambiente y las instituciones del territorio durante { $edition }?
collect-question-exposure = { $name }: ¿en qué medida esta condición favoreció al crimen organizado en el territorio durante { $edition }?
collect-question-response = { $name }: ¿qué capacidad real hubo en el territorio durante { $edition }, por su alcance, sus medios y sus resultados?

## What a round is drafted from: points of the scale, 0 to 10

collect-anchor-threat-0 = No hay ningún indicio en el territorio.
collect-anchor-threat-1 = Casos aislados, sin organización detrás.
collect-anchor-threat-2 = Casos esporádicos; a lo sumo, grupos de ocasión.
collect-anchor-threat-3 = Se repite en pocos lugares; grupos locales pequeños.
collect-anchor-threat-4 = Arraigada en pocos lugares; grupos que se reparten las tareas.
collect-anchor-threat-5 = Arraigada en varios lugares; grupos estables con ingresos regulares.
collect-anchor-threat-6 = Extendida por una parte del territorio; grupos con vínculos en otras regiones.
collect-anchor-threat-7 = Extendida por buena parte del territorio; grupos estructurados, algunos con vínculos en el extranjero.
collect-anchor-threat-8 = En la mayor parte del territorio; los grupos controlan parte del mercado con violencia o corrupción.
collect-anchor-threat-9 = En casi todo el territorio; pocos grupos dominan el mercado e influyen en autoridades.
collect-anchor-threat-10 = En todo el territorio; los grupos controlan el mercado y el Estado no se lo disputa.
collect-anchor-impact-0 = No se conoce ningún daño.
collect-anchor-impact-1 = Daño mínimo en casos aislados, sin secuelas.
collect-anchor-impact-2 = Daño leve, a pocas personas o en un solo lugar.
collect-anchor-impact-3 = Daño leve, pero repetido o en varios lugares.
collect-anchor-impact-4 = Daño moderado en pocos lugares o a un solo sector.
collect-anchor-impact-5 = Daño moderado en varios lugares o a varios sectores.
collect-anchor-impact-6 = Daño considerable: muchas víctimas o pérdidas altas.
collect-anchor-impact-7 = Daño grave y repetido: muertes o lesiones graves, o pérdidas que arruinan a sus víctimas.
collect-anchor-impact-8 = Daño grave en buena parte del territorio; comunidades o instituciones afectadas.
collect-anchor-impact-9 = Daño muy grave y duradero en la mayor parte del territorio.
collect-anchor-impact-10 = Daño extremo: de lo más grave que sufre el territorio, con efectos difíciles de revertir.
collect-anchor-exposure-0 = La condición no se da, o no favorece al crimen organizado.
collect-anchor-exposure-1 = Se da en casos aislados; apenas lo favorece.
collect-anchor-exposure-2 = Se da en pocos lugares; lo favorece muy poco.
collect-anchor-exposure-3 = Se da en pocos lugares; lo favorece algo.
collect-anchor-exposure-4 = Se da en varios lugares; lo favorece de forma apreciable.
collect-anchor-exposure-5 = Se da en una parte del territorio; es un factor entre otros.
collect-anchor-exposure-6 = Se da en buena parte del territorio; es un factor de peso.
collect-anchor-exposure-7 = Se da en la mayor parte del territorio; los grupos la aprovechan con regularidad.
collect-anchor-exposure-8 = Se da en la mayor parte del territorio; los grupos dependen de ella.
collect-anchor-exposure-9 = Se da en casi todo el territorio; es de los factores principales.
collect-anchor-exposure-10 = Se da en todo el territorio; sin ella no se explica el crimen organizado.
collect-anchor-response-0 = No existe: ni norma, ni órgano, ni medios.
collect-anchor-response-1 = Solo hay intenciones declaradas.
collect-anchor-response-2 = Hay normas, sin órgano ni medios que las apliquen.
collect-anchor-response-3 = Hay un órgano, casi sin personal ni presupuesto.
collect-anchor-response-4 = Funciona en pocos lugares o casos; los resultados son raros.
collect-anchor-response-5 = Funciona en parte del territorio; resultados irregulares.
collect-anchor-response-6 = Funciona en la mayor parte del territorio, con carencias notables.
collect-anchor-response-7 = Funciona en todo el territorio, con personal y presupuesto propios; resultados regulares.
collect-anchor-response-8 = Además, personal especializado y coordinación con otros órganos; resultados sostenidos.
collect-anchor-response-9 = Además, se evalúa y se corrige; los resultados son claros.
collect-anchor-response-10 = Capacidad plena: especializada, bien dotada y evaluada; no se le conoce carencia importante.

## What a round is drafted from: invented cases

collect-vignette-threat-a = En un país costero, la policía desarticula cada año tres o cuatro grupos pequeños dedicados a esta actividad. Actúan en dos ciudades portuarias, cada uno por su cuenta, y se disuelven cuando se detiene a quien los dirige. En el resto del país no hay denuncias ni indicios.
collect-vignette-threat-b = En un país de tamaño medio, dos organizaciones se reparten esta actividad en casi todas las provincias. Pagan a funcionarios, imponen cuotas a quienes quieren trabajar por su cuenta y castigan con violencia a quien no paga. Tienen socios en tres países vecinos.
collect-vignette-impact-a = En un país, las víctimas de esta actividad son unas pocas decenas de comercios de una misma ciudad. Las pérdidas son pequeñas y casi todas se recuperan en pocos meses; nadie ha resultado herido y los servicios públicos funcionan con normalidad.
collect-vignette-impact-b = En un país, esta actividad ha causado decenas de muertes en un año y ha obligado a miles de familias a dejar sus casas. En cuatro de sus diez regiones las escuelas cierran por temporadas y los alcaldes no pueden ejercer sin escolta.
collect-vignette-exposure-a = En un país, esta condición se da en dos municipios de frontera con poca población. La policía conoce un puñado de casos en los que algún grupo la aprovechó; en las demás fronteras hay controles que funcionan.
collect-vignette-exposure-b = En un país, esta condición se da en casi todas las regiones. Los grupos cuentan con ella para mover mercancía, dinero y personas, y las investigaciones de los últimos años la señalan una y otra vez como la razón de que sus negocios duren.
collect-vignette-response-a = En un país, una ley de hace seis años crea una unidad para esta tarea. La unidad tiene ocho personas en la capital, que se ocupan también de otros asuntos, y ningún presupuesto propio. El año pasado atendió once casos; fuera de la capital no se la conoce.
collect-vignette-response-b = En un país, trescientas personas con formación específica se dedican a esta tarea en todas las regiones, con presupuesto propio y un sistema común de información. Cada año publican sus resultados, que mejoran, y una inspección externa corrige los fallos. En dos regiones apartadas todavía faltan medios.

## Columns of the workbook

collect-column-id = Identificador
collect-column-territory = Código del territorio
collect-column-crime-area = Código del área
collect-column-indicator = Código del indicador
collect-column-number = N.º
collect-column-territory-name = Territorio
collect-column-crime-area-name = Área criminal
collect-column-question = Pregunta
collect-column-previous = Edición anterior
collect-column-own-best = Su mejor valor
collect-column-own-low = Su mínimo
collect-column-own-high = Su máximo
collect-column-panel-raters = Evaluadores
collect-column-panel-median = Mediana del panel
collect-column-panel-low-quartile = Cuartil inferior
collect-column-panel-high-quartile = Cuartil superior
collect-column-panel-reasons = Motivos del panel
collect-column-best = Mejor valor
collect-column-low = Mínimo verosímil
collect-column-high = Máximo verosímil
collect-column-confidence = Seguridad (%)
collect-column-reliability = Fiabilidad de la fuente
collect-column-credibility = Credibilidad del dato
collect-column-tlp = Marca TLP
collect-column-reason = Motivo

## What the columns to be filled in take

collect-fill-best = Un número de la escala, o una de las palabras de abajo. Vacía: sin responder.
collect-fill-low = Lo más bajo que todavía le parece verosímil; no más que el mejor valor.
collect-fill-high = Lo más alto que todavía le parece verosímil; no menos que el mejor valor.
collect-fill-confidence = De 50 a 100: en cuántos de cada 100 casos así quedaría la realidad entre el mínimo y el máximo.
collect-fill-reliability = Cuánto se puede confiar en la fuente de la que lo sabe (tabla de abajo). Puede quedar vacía.
collect-fill-credibility = Cuánto se puede creer lo que dice (tabla de abajo). Puede quedar vacía.
collect-fill-tlp = Solo si esta fila exige más reserva que { $handling }, la marca de toda la ronda.
collect-fill-reason = Una o dos frases: en qué se basa. Sin nombres de personas, víctimas ni fuentes.

## The guide

collect-title = Cuestionario de evaluación
collect-title-second = Cuestionario de evaluación: segunda vuelta
collect-subtitle = Ronda { $round } · edición { $edition } · panel { $panel }
collect-progress = Respondidas
collect-progress-note = Cuántas filas tienen ya un mejor valor, de cuántas.
collect-what-title = Qué es esto
collect-what-text = { $n ->
    [one] Se le pide que evalúe, según lo que sabe por su trabajo, { $count } cuestión sobre { $territories }, en la hoja «Ratings». No hacen falta preparación ni datos: cuenta su juicio profesional.
   *[other] Se le pide que evalúe, según lo que sabe por su trabajo, { $count } cuestiones sobre { $territories } y otros casos, en la hoja «Ratings». No hacen falta preparación ni datos: cuenta su juicio profesional. Con una hora suele bastar; puede guardar y seguir otro día.
}
collect-blocks = Responda en el orden de la hoja. Primero, casos inventados: los mismos para todos los paneles; muestran si un panel es más severo que otro, no describen ningún país y nunca entran en la evaluación. Después, su territorio. Al final, territorios de otros paneles: responda con lo que sepa, aunque sea poco; sirven para que los países sean comparables.
collect-second-text = En la primera vuelta, los evaluadores de su panel difirieron en las filas de este cuestionario. Cada fila muestra su respuesta de entonces, la mediana y los cuartiles del panel y los motivos que se dieron, sin decir de quién son. Léalos y responda de nuevo: puede cambiar de opinión o mantenerla. No se busca el consenso, sino su mejor juicio. La fiabilidad, la credibilidad y la marca que deje en blanco quedan como en la primera vuelta.
collect-how-title = Cómo se responde
collect-how-1 = Elija en la hoja «Round» el seudónimo que le dio su coordinación, por ejemplo { $example }. Nunca escriba su nombre.
collect-how-1-second = En la hoja «Round» ya está su seudónimo, { $example }. No lo cambie.
collect-how-2 = Ponga primero su mejor valor, un punto de la escala. La escala está más abajo y también en el comentario de cada celda.
collect-how-3 = Piense después en lo más bajo y lo más alto que todavía le parece verosímil. Un intervalo ancho no es un error: dice cuánto se sabe.
collect-how-4 = Diga por último con qué seguridad afirmaría que la realidad queda entre los dos.
collect-columns-title = Qué se escribe en cada columna
collect-head-column = Columna
collect-head-meaning = Qué se escribe
collect-words-title = Cuando no hay un número
collect-head-word = Palabra
collect-word-unknown = Se le pregunta y no puede juzgarlo. Vale más que un número al azar.
collect-word-not-applicable = La pregunta no se plantea: por ejemplo, pesca en un país sin mar ni ríos.
collect-word-nil = Le consta que no existe. Un 0 dice que no hay indicios; «nil», que se ha comprobado.
collect-scale-title = La escala
collect-head-point = Valor
collect-head-anchor = Qué significa
collect-areas-title = Las áreas criminales
collect-areas-note = ICCS: Clasificación Internacional de Delitos con Fines Estadísticos (UNODC, 2015).
collect-head-area = Área criminal
collect-head-iccs = ICCS
collect-no-iccs = no tiene categoría propia
collect-grades-title = Graduación de fuentes
collect-marks-title = Marcas de tratamiento (TLP 2.0)
collect-head-mark = Marca
collect-mark-clear = Se puede difundir sin límite.
collect-mark-green = Se puede difundir dentro de la comunidad, no en público.
collect-mark-amber = Dentro de la organización y con quienes trabajan con ella, si necesitan conocerlo.
collect-mark-amber-strict = Solo dentro de la organización, si se necesita conocerlo.
collect-mark-red = Solo para quienes lo reciben directamente.
collect-after-title = Qué pasa con sus respuestas
collect-after-text = Vuelven a su coordinación y entran en la evaluación con su seudónimo y con la marca { $handling }, o la más estricta que usted ponga. Los informes dicen cuántas personas evaluaron cada punto y cuánto difieren, nunca quiénes son ni qué motivos dieron. Los motivos se muestran, sin autor, solo a su propio panel si hay una segunda vuelta.
collect-return-title = Cómo se devuelve
collect-return-text = Guarde el archivo como .xlsx y envíelo a quien se lo mandó, por el canal que permita su marca. No cambie los nombres de las hojas ni inserte filas o columnas. Si después envía otra versión, la última sustituye a la anterior.

## The sheet Round

collect-round-schema = Versión de este formato
collect-round-round = Ronda
collect-round-panel = Panel
collect-round-language = Idioma
collect-round-method-sha256 = Huella digital del método
collect-round-second = Si es la segunda vuelta
collect-round-rater = Su seudónimo: elija el que le dio su coordinación; nunca su nombre
collect-round-issued-from = Huella digital de lo que se pregunta
collect-round-note = Lo demás de esta hoja lo lee el programa que recibe el archivo: no lo cambie.
collect-case = Caso { $n }
collect-all-areas = Todas
collect-bridge = { $name } (otro panel)
collect-reasons-withheld = { $n ->
    [one] ({ $count } motivo más no figura aquí: su marca es más estricta que { $handling }.)
   *[other] ({ $count } motivos más no figuran aquí: su marca es más estricta que { $handling }.)
}
collect-reasons-unfit = { $n ->
    [one] ({ $count } motivo más no cabe en la celda: está en poder de la coordinación.)
   *[other] ({ $count } motivos más no caben en la celda: están en poder de la coordinación.)
}
collect-not-applicable-said = { $n ->
    [one] ({ $count } persona del panel indicó que no aplica.)
   *[other] ({ $count } personas del panel indicaron que no aplica.)
}
collect-not-summed = { $n ->
    [one] ({ $count } valoración más no se resume aquí: su marca es más estricta que { $handling }.)
   *[other] ({ $count } valoraciones más no se resumen aquí: su marca es más estricta que { $handling }.)
}
collect-too-few = (No se muestran mediana ni cuartiles: con menos de tres valoraciones se sabría qué valoró cada persona.)

## The sheet Weights

collect-how-weights = Diga en la hoja «Weights» cuánto pesan las partes de la evaluación; la hoja explica cómo.
collect-weights-title = Cuánto pesa cada parte
collect-weights-what = El resultado se calcula a partir de partes, y cada una tiene un peso. Se le pregunta cuánto importan, a su juicio, las partes de: { $nodes }. No piense en un territorio concreto: los pesos valen para todos.
collect-weights-how-direct = Dé a cada parte un peso: un número de 0 en adelante. Solo cuentan las proporciones: 2 pesa el doble que 1.
collect-weights-how-budget = Reparta 100 puntos entre las partes de cada componente: más puntos, más importancia. A la derecha se ve la suma.
collect-weights-how-swing = Imagine que cada parte pasa del punto más bajo al más alto de su escala. Dé 100 a la parte cuyo paso más importa, y a cada una de las demás, de 0 a 100, lo que importa el suyo en comparación.
collect-weights-how-rank = Ordene las partes de cada componente: 1 es la que más importa. Si dos importan lo mismo, deles el mismo número.
collect-weights-how-ahp = Compare las partes de dos en dos. Elija cuál importa más y diga cuántas veces: 1, lo mismo; 3, algo más; 5, bastante más; 7, mucho más; 9, muchísimo más; 2, 4, 6 y 8 quedan en medio. Con 1 no hace falta elegir.
collect-weights-how-bwm = Elija en cada componente la parte que más importa y la que menos. Diga después, de 1 (lo mismo) a 9 (muchísimo más), cuánto más importa la primera que cada una de las demás, y cuánto más importa cada una que la última. La fila que compara una parte consigo misma queda vacía.
collect-weights-whole = Responda cada componente completo o, si no puede juzgarlo, déjelo vacío: cuentan los demás. Lo que aquí responda no cambia las puntuaciones de la hoja «Ratings».
collect-weights-column-node = Código del componente
collect-weights-column-child = Código de la parte
collect-weights-column-other = Código de la otra parte
collect-weights-column-node-name = Componente
collect-weights-column-child-name = Parte
collect-weights-column-other-name = Otra parte
collect-weights-question = Pregunta
collect-weights-choice-ahp = Cuál importa más
collect-weights-choice-bwm = Parte elegida
collect-weights-value-direct = Peso
collect-weights-value-budget = Puntos
collect-weights-value-swing = Puntos
collect-weights-value-rank = Orden
collect-weights-value-ahp = Cuántas veces
collect-weights-value-bwm = Cuántas veces
collect-weights-sum = Suma
collect-weights-greatest = El mayor
collect-weights-best = ¿Qué parte importa más?
collect-weights-worst = ¿Qué parte importa menos?
collect-weights-from-best = La primera frente a { $name }: ¿cuánto más importa?
collect-weights-to-worst = { $name } frente a la última: ¿cuánto más importa?
collect-weights-check-direct = Un número de 0 en adelante.
collect-weights-check-budget = Puntos de 0 a 100; los de un componente suman 100.
collect-weights-check-swing = Un número de 0 a 100; la parte que más importa tiene 100.
collect-weights-check-rank = Elija un puesto de la lista: 1 es la parte que más importa.
collect-weights-check-ahp = Un número de 1 (lo mismo) a 9 (muchísimo más).
collect-weights-check-bwm = Un número de 1 (lo mismo) a 9 (muchísimo más).

## Messages of drop-downs and checks

collect-check-title = Revise este dato
collect-check-best = Un número de la escala, de { $low } a { $high }, o unknown, not_applicable o nil.
collect-check-low = Un número de { $low } a { $high } que no pase del mejor valor.
collect-check-high = Un número de { $low } a { $high } que no sea menor que el mejor valor.
collect-check-confidence = Un número de 50 a 100, sin el signo %.
collect-check-list = Elija una de las opciones de la lista.
collect-check-rater = Un seudónimo como R3, no un nombre.

## The form for ODK and Kobo

collect-form-title = Ronda { $round }, panel { $panel }
collect-form-language = Español
collect-form-rater = Su seudónimo, el que le dio su coordinación (por ejemplo R3). Nunca su nombre.
collect-form-rater-check = Un seudónimo: letras sin acento, cifras, guiones o guiones bajos; 12 signos como máximo.
collect-form-case = Caso { $n }: { $text }
    { $question } Mejor valor, de { $low } a { $high }.
collect-form-best = { $territory }, { $area }. { $question } Mejor valor, de { $low } a { $high }.
collect-form-low = Mínimo verosímil
collect-form-high = Máximo verosímil
collect-form-word-unknown = No puedo juzgarlo (unknown)
collect-form-word-not-applicable = La pregunta no se plantea (not_applicable)
collect-form-word-nil = Me consta que no existe (nil)
collect-form-confidence = Seguridad de que la realidad queda entre los dos, en % (de 50 a 100)

## Grades

collect-grades-reliability = Fiabilidad de la fuente
collect-grades-credibility = Credibilidad del dato
collect-reliability-admiralty-A = Completamente fiable
collect-reliability-admiralty-B = Normalmente fiable
collect-reliability-admiralty-C = Bastante fiable
collect-reliability-admiralty-D = Normalmente no fiable
collect-reliability-admiralty-E = No fiable
collect-reliability-admiralty-F = No se puede juzgar
collect-credibility-admiralty-1 = Confirmado por otras fuentes
collect-credibility-admiralty-2 = Probablemente cierto
collect-credibility-admiralty-3 = Posiblemente cierto
collect-credibility-admiralty-4 = Dudoso
collect-credibility-admiralty-5 = Improbable
collect-credibility-admiralty-6 = No se puede juzgar
collect-reliability-4x4-A = Sin duda alguna, o fiable en todos los casos
collect-reliability-4x4-B = Fiable en la mayoría de los casos
collect-reliability-4x4-C = No fiable en la mayoría de los casos
collect-reliability-4x4-X = No se puede juzgar
collect-credibility-4x4-1 = Exactitud fuera de duda
collect-credibility-4x4-2 = La fuente lo conoce directamente, quien informa no
collect-credibility-4x4-3 = La fuente no lo conoce directamente, pero está corroborado
collect-credibility-4x4-4 = La fuente no lo conoce directamente y no se puede corroborar
collect-reliability-5x5x5-A = Siempre fiable
collect-reliability-5x5x5-B = Casi siempre fiable
collect-reliability-5x5x5-C = A veces fiable
collect-reliability-5x5x5-D = No fiable
collect-reliability-5x5x5-E = Fuente no probada
collect-credibility-5x5x5-1 = Cierto sin reservas
collect-credibility-5x5x5-2 = La fuente lo conoce directamente, quien informa no
collect-credibility-5x5x5-3 = La fuente no lo conoce directamente, pero está corroborado
collect-credibility-5x5x5-4 = No se puede juzgar
collect-credibility-5x5x5-5 = Se sospecha que es falso
collect-reliability-3x5x2-1 = Fiable
collect-reliability-3x5x2-2 = No probada
collect-reliability-3x5x2-3 = No fiable
collect-credibility-3x5x2-A = Conocido directamente
collect-credibility-3x5x2-B = Conocido indirectamente, pero corroborado
collect-credibility-3x5x2-C = Conocido indirectamente
collect-credibility-3x5x2-D = No conocido
collect-credibility-3x5x2-E = Se sospecha que es falso

## What is received

collect-source-title = Ronda de expertos { $round }

## The page for whoever coordinates a round

status-kicker = Página de la coordinación
status-skip = Ir a los próximos pasos
status-private = Esta página nombra a los evaluadores por su seudónimo. Es para quien coordina la ronda y no debe circular entre lectores ni entre paneles.
status-part = { $part } de { $whole }
status-panel = Panel
status-panels-heard = Paneles con respuestas
status-raters = Evaluadores
status-rows = Filas
status-answers = Filas respondidas
status-unknown = De ellas, «unknown»
status-all-items = Todo
status-alpha = Alfa de Krippendorff
status-interval = Intervalo del 95 %
status-icc = ICC(A,1)
status-w = W de Kendall
status-median = Mediana
status-quartiles-head = Cuartiles
status-quartiles = cuartiles: { $quartiles }

status-next = Próximos pasos
status-waiting = Faltan respuestas. Evaluadores que han respondido: { $panels }.
status-waiting-panel = { $panel } ({ $part })
status-differ = { $n ->
    [one] En una fila, los evaluadores de un mismo panel difieren en más de una quinta parte de la escala: conviene una segunda vuelta.
   *[other] En { $count } filas, los evaluadores de un mismo panel difieren en más de una quinta parte de la escala: conviene una segunda vuelta.
}
status-differ-still = { $n ->
    [one] Hay respuestas de la segunda vuelta; los evaluadores de un mismo panel aún difieren en una fila. No hace falta que coincidan: la diferencia se refleja en la incertidumbre de los resultados.
   *[other] Hay respuestas de la segunda vuelta; los evaluadores de un mismo panel aún difieren en { $count } filas. No hace falta que coincidan: la diferencia se refleja en la incertidumbre de los resultados.
}
status-close = Han respondido todos los evaluadores previstos y ninguna fila requiere una segunda vuelta: la ronda puede cerrarse.

status-complete = Quién ha respondido y qué
status-complete-lead = Porcentaje de filas respondidas, sobre las que corresponden a los evaluadores previstos de cada panel. Una respuesta «unknown» cuenta como respuesta.
status-weights = Pesos: ningún evaluador los ha dado todavía.
status-weights-given = Han dado pesos: { $raters }.

status-agreement = Grado de acuerdo
status-agreement-lead = Acuerdo entre todos los evaluadores que respondieron las mismas filas, con los casos inventados y los territorios de otros paneles.
status-agreement-note = Alfa: 1 es acuerdo en todas las filas; 0, el que daría el azar; desde 0,8 se considera fiable y por debajo de 0,667 no permite conclusiones (Krippendorff). ICC(A,1): en las filas que respondieron todos. W: entre quienes respondieron todas las filas; 1 es un mismo orden. Una raya indica que la medida no está definida.

status-spread = Dispersión por indicador y panel
status-spread-lead = Distancia de cada respuesta a la mediana de su panel en la misma fila, solo de territorios propios y de filas con dos respuestas o más. La caja abarca la mitad central de las respuestas; las líneas llegan hasta las más alejadas.
status-spread-title = Dispersión de las respuestas: { $item }
status-spread-alt = Diagrama de cajas de { $item }: distancia de las respuestas a la mediana de su panel, con una caja por panel ({ $count }).
status-spread-axis = Distancia a la mediana del panel, en puntos de la escala

status-severity = Severidad de los evaluadores
status-severity-lead = Cuánto más alto (+) o más bajo (−) puntúa cada evaluador que los demás con los que se puede comparar, en puntos de 0 a 100, con el intervalo del 95 %. Solo se comparan filas que respondieron varios; las estimaciones son prudentes y se acercan a 0 cuando hay pocas respuestas.
status-severity-alt = Severidad estimada de { $count } evaluadores, cada una con su intervalo del 95 %.
status-severity-axis = Severidad, en puntos de 0 a 100
status-severity-none = sin estimación
status-severity-nothing = No se puede estimar: aún no hay suficientes filas respondidas por varios evaluadores.
status-severity-apart = Evaluadores que ninguna fila en común permite comparar con otros paneles: { $count } (paneles: { $panels }).
status-severity-parts = Los evaluadores forman { $count } grupos sin filas en común: la severidad solo se compara dentro de cada grupo.

status-differences = Desacuerdos
status-differences-lead = Filas de territorios propios en las que los cuartiles de un panel distan más de una quinta parte de la escala, o un evaluador al menos dos quintas partes de la mediana, primero las de mayor distancia. Son las que preguntaría de nuevo una segunda vuelta.
status-differences-none = En ninguna fila difieren los evaluadores de un mismo panel en más de una quinta parte de la escala.
status-more = { $n ->
    [one] Y una fila más.
   *[other] Y { $count } filas más.
}
