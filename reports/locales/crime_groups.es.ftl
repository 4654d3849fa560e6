# Grupos criminales: la sección del informe sobre lo que dicen las fichas de grupos.

section-crime-groups = Grupos criminales
crime-groups-lead = { $n ->
    [one] El proyecto tiene la ficha de un grupo criminal. Las fichas son de organizaciones, nunca de personas.
   *[other] El proyecto tiene las fichas de { $count } grupos criminales. Las fichas son de organizaciones, nunca de personas.
}
crime-groups-lead-rules = El proyecto tiene fichas de grupos criminales: organizaciones, nunca personas. Se contaron con reglas distintas ({ $rules }), de modo que sus números no se suman ni se comparan.
crime-groups-no-rule = sin regla declarada
crime-groups-not-counted = no se cuentan: reglas { $rules }
crime-groups-none-found = Se buscaron grupos y no se encontró ninguno: { $places }.
crime-groups-none-found-item = { $territory }, { $area } ({ $period })
crime-groups-gap = Un territorio o un área criminal sin fichas es un vacío y no un lugar sin grupos.
crime-groups-inactive = No activos en la edición { $edition }, y por eso en ningún recuento, presencia ni lista de abajo: { $groups }.
crime-groups-silent = Territorios evaluados de los que ninguna ficha dice nada: { $places }.
crime-groups-ranking = Clasificación: { $method }
crime-groups-ranking-lead = { $method }: atributos, { $attributes }; puntos como máximo, { $maximum }. Un atributo que nadie conoce cuenta como { $unknown }, por su peso. Con menos del { $coverage } del peso calificado, un grupo es un vacío y nunca una puntuación baja.
crime-groups-ranking-draws = El intervalo del 90 % es el de las simulaciones: lo desconocido o sin calificar es cualquier cosa entre ausente y alto, y las calificaciones se equivocan según su grado. Los grupos de un mismo grupo de empate no pueden distinguirse.
crime-groups-ranking-table = Grupos criminales según { $method }, edición { $edition }
crime-groups-chart-caption = Punto: la puntuación. Banda: el intervalo del 90 % de las simulaciones, donde las hay. Línea fina: lo que los atributos desconocidos o sin calificar podrían hacer de la puntuación. Una raya de lado a lado separa los grupos de empate.
crime-groups-chart-alt = Grupos criminales por puntuación, { $groups } en total. El primero es { $first } con { $score } de { $maximum } puntos.
crime-groups-reach = mínimo y máximo
crime-groups-more = Y { $count } más; las tablas de la carpeta de resultados los tienen todos.
crime-groups-gone = no activo
crime-groups-matrix-title = Calificaciones de los grupos criminales: { $method }
crime-groups-matrix-alt = Matriz de { $groups } grupos y { $attributes } atributos, con los pesos en la cabecera: celdas calificadas, { $rated }; desconocidas, { $unknown }; sin calificar, { $missing }.
crime-groups-matrix-caption = Cuanto más llena una celda, más alta la calificación; una raya es ausente, un signo de interrogación es desconocido, el rayado es sin calificar. El número sobre cada columna es su peso.
crime-groups-matrix-table = Calificaciones por atributo y grupo: { $method }
crime-groups-state-high = alto
crime-groups-state-medium = medio
crime-groups-state-low = bajo
crime-groups-state-nil = ausente
crime-groups-state-unknown = desconocido
crime-groups-state-missing = sin calificar
crime-groups-activities = Grupos por actividad
crime-groups-activities-lead = Un grupo se cuenta donde está su actividad principal. Los que la ejercen junto a otra actividad se nombran y no se cuentan otra vez.
crime-groups-activities-table = Grupos criminales por actividad principal y secundaria
crime-groups-presence = Presencia por territorio y papel
crime-groups-presence-table = Grupos criminales por territorio y papel del territorio para ellos
crime-groups-role-base = Base
crime-groups-role-origin = Origen
crime-groups-role-transit = Tránsito
crime-groups-role-destination = Destino
crime-groups-role-present = Presente, papel no declarado
crime-groups-links = Vínculos entre grupos
crime-groups-links-alt = Red de { $groups } grupos y { $links } vínculos; la tabla dice quién está vinculado con quién y cómo.
crime-groups-links-caption = El lugar de un grupo no significa nada, salvo que los grupos vinculados quedan cerca. Las flechas parten del grupo que la tabla nombra primero.
crime-groups-links-dense = La red es demasiado densa para dibujarla de forma legible: { $groups } grupos, { $links } vínculos. La tabla la tiene entera.
crime-groups-links-table = Vínculos entre grupos criminales
crime-groups-link-cooperates = coopera con
crime-groups-link-supplies = abastece a
crime-groups-link-conflicts = está en conflicto con
crime-groups-link-part-of = es parte de
crime-groups-link-succeeds = sucede a
crime-groups-territories = Grupos en cada territorio
crime-groups-areas = Grupos en cada área criminal
crime-groups-in-territory = { $n ->
    [one] { $place }: consta la presencia de un grupo.
   *[other] { $place }: consta la presencia de { $count } grupos.
}
crime-groups-in-area = { $n ->
    [one] { $place }: actividad principal de un grupo; secundaria de { $others }.
   *[other] { $place }: actividad principal de { $count } grupos; secundaria de { $others }.
}
crime-groups-in-rules = { $place }: los grupos se contaron con reglas distintas ({ $rules }), de modo que no se da ningún número.
crime-groups-first = La puntuación más alta según { $method } es la de { $group }: { $score } de { $maximum } puntos.
crime-groups-unscored = Ninguno tiene puntuación según { $method }: lo calificado no alcanza.
crime-groups-line = { $group }: { $first }; { $second }; puesto { $rank }, { $score } de { $maximum } puntos
crime-groups-line-unscored = { $group }: { $first }; { $second }; sin puntuación
crime-groups-principal = actividad principal
crime-groups-secondary = actividad secundaria
crime-groups-nowhere = territorio no declarado
col-crime-group = Grupo
col-tie-group = Grupo de empate
col-principal = Actividad principal
col-share-of-most = Parte del máximo
col-attributes-unknown = Desconocidos
col-attributes-missing = Sin calificar
col-attribute = Atributo
col-groups = Grupos
col-principal-activity = Como actividad principal
col-secondary-activity = Como actividad secundaria
col-link = Vínculo
col-other-group = Otro grupo
