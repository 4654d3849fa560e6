# Juicios clave: una probabilidad y, en otra frase, la confianza en la evidencia.

section-judgements = Juicios clave
judgements-lead = Cada juicio se deduce de los resultados por una regla que consta en el anexo metodológico. La probabilidad es la parte de { $draws } simulaciones en la que el juicio se cumple: vale para este método y esta evidencia. La confianza dice cómo es la evidencia; va en una frase aparte.
judgements-no-draws = Sin simulaciones no puede decirse cuán probable es nada: esta ejecución no las incluye y por eso no lleva juicios clave.
judgements-edge = Una probabilidad a menos de { $margin } puntos porcentuales del borde de un tramo toma la palabra más cercana a «posibilidades equilibradas».
name-with-article = { $article ->
    [m] el { $name }
    [f] la { $name }
    [mp] los { $name }
    [fp] las { $name }
   *[none] { $name }
}

## Likelihood

likelihood-that = { $level ->
    [certain] Es casi seguro ({ $share }) que
    [very-likely] Es muy probable ({ $share }) que
    [likely] Es probable ({ $share }) que
    [even] Hay posibilidades equilibradas ({ $share }) de que
    [unlikely] Es improbable ({ $share }) que
    [very-unlikely] Es muy improbable ({ $share }) que
   *[remote] Es remota la posibilidad ({ $share }) de que
}
likelihood-certain = casi seguro
likelihood-very-likely = muy probable
likelihood-likely = probable
likelihood-even = posibilidades equilibradas
likelihood-unlikely = improbable
likelihood-very-unlikely = muy improbable
likelihood-remote = remoto
likelihood-over = más del { $share }
likelihood-under = menos del { $share }
likelihood-range = { $low }–{ $high } %
likelihood-table = Palabras de probabilidad, con sus porcentajes (escala ICD 203)
col-likelihood = Palabra
col-probability = Probabilidad
verb-be = { $mood ->
    [certain] { $n ->
        [one] está
       *[other] están
    }
   *[other] { $n ->
        [one] esté
       *[other] estén
    }
}
verb-have = { $mood ->
    [certain] { $n ->
        [one] tiene
       *[other] tienen
    }
   *[other] { $n ->
        [one] tenga
       *[other] tengan
    }
}
verb-have-done = { $mood ->
    [certain] { $n ->
        [one] ha
       *[other] han
    }
   *[other] { $n ->
        [one] haya
       *[other] hayan
    }
}

## Judgements

judgement-first = { likelihood-that } { $name } { verb-have } el valor más alto de «{ $node }» entre los { $count } territorios clasificados.
judgement-among-first = { likelihood-that } { $name } { verb-be } entre los { $k } territorios con el valor más alto de «{ $node }», de { $count } clasificados.
judgement-tied = No puede decirse qué territorio tiene el valor más alto de «{ $node }»: los { $count } del primer grupo de empate no se distinguen bastante ({ $names }).
judgement-tied-many = No puede decirse qué territorio tiene el valor más alto de «{ $node }»: los { $count } del primer grupo de empate no se distinguen bastante ({ $names } y otros).
judgement-area-first = { likelihood-that } «{ $name }» { $mood ->
    [certain] es
   *[other] sea
} el área criminal con el valor más alto de «{ $node }», de { $count } clasificadas.
judgement-area-among-first = { likelihood-that } «{ $name }» { $mood ->
    [certain] está
   *[other] esté
} entre las { $k } áreas criminales con el valor más alto de «{ $node }», de { $count } clasificadas.
judgement-up = { likelihood-that } { $name } { verb-have-done } subido más de { $threshold } puntos en «{ $node }» desde la edición { $before } (diferencia calculada: { $change }).
judgement-down = { likelihood-that } { $name } { verb-have-done } bajado más de { $threshold } puntos en «{ $node }» desde la edición { $before } (diferencia calculada: { $change }).
judgement-cell = { likelihood-that } la celda «{ $area } – { $territory }» { $mood ->
    [certain] está
   *[other] esté
} entre las { $k } con el valor más alto de «{ $node }», de { $count } clasificadas.
judgement-region = { likelihood-that } el conjunto de los { $count } territorios { $mood ->
    [certain] está
   *[other] esté
} en la banda «{ $band }» de «{ $node }».
judgement-gaps = De { $gaps } de { $total } celdas no puede juzgarse «{ $node }»: falta evidencia. El silencio no es calma.
judgement-gaps-names = De { $gaps } de { $total } celdas no puede juzgarse «{ $node }»: falta evidencia. Sin clasificar: { $names }. El silencio no es calma.
judgement-gaps-many = De { $gaps } de { $total } celdas no puede juzgarse «{ $node }»: falta evidencia. Quedan sin clasificar { $unranked } territorios, entre ellos { $names }. El silencio no es calma.
judgement-gaps-territories = De { $gaps } de { $total } territorios no puede juzgarse «{ $node }»: falta evidencia. El silencio no es calma.
judgement-confidence = La confianza es { $word } ({ $of } de 100).
judgement-confidence-why = La confianza es { $word } ({ $of } de 100): { $parts }.
judgement-rests = Se apoya en «{ $section }»
judgement-rests-profile = Se apoya en la ficha «{ $name }»

## Rules

rules-title = Reglas de los textos
rules-lead = Los textos de este informe se deducen de los resultados por estas reglas, que cualquiera puede comprobar con las tablas.
rule-ladder = Palabras de probabilidad: la parte de las simulaciones en la que algo se cumple toma la palabra de su tramo en la escala ICD 203. Si está a menos de { $margin } puntos porcentuales del borde de un tramo (uno partido por la raíz del número de simulaciones), toma la palabra más cercana a «posibilidades equilibradas».
rule-first = Quién encabeza: se nombra el territorio que más veces queda primero si eso es al menos «probable»; si no, se nombra el primer grupo de empate. Después, hasta { $most } más que sea al menos «probable» que estén entre los primeros lugares que pide el método.
rule-areas = Qué áreas y celdas encabezan: la misma regla; no se nombra ninguna que se apoye solo en recuentos de actuación policial o judicial.
rule-moves = Qué subió o bajó: el territorio con mayor diferencia en cada sentido, de los que tienen confianza al menos media, si en al menos el 80 % de las simulaciones pasa de los { $threshold } puntos que fija el método.
rule-region = Conjunto de los territorios: su banda más frecuente, si es al menos «probable».
rule-gaps = Lo que no puede juzgarse ocupa siempre el último juicio; no hay más de { $judgements } en total.
rule-confidence = Confianza: la del nodo raíz de aquello de lo que se habla, con sus partes; nunca comparte frase con una palabra de probabilidad.

## Grading schemes

scheme-admiralty = Almirantazgo (6×6)
scheme-4x4 = Europol 4×4
scheme-5x5x5 = 5×5×5
scheme-3x5x2 = 3×5×2
