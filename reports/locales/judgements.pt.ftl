# Juízos-chave: uma probabilidade e, em outra frase, a confiança na evidência.

section-judgements = Juízos-chave
judgements-lead = Cada juízo decorre dos resultados por uma regra que consta do anexo metodológico. A probabilidade é a parte de { $draws } simulações em que o juízo se cumpre: vale para este método e esta evidência. A confiança diz como é a evidência; vem em frase separada.
judgements-no-draws = Sem simulações não se pode dizer quão provável é coisa alguma: esta execução não as inclui e por isso não traz juízos-chave.
judgements-edge = Uma probabilidade a menos de { $margin } pontos percentuais da borda de um trecho recebe a palavra mais próxima de “chances equilibradas”.
name-with-article = { $article ->
    [m] o { $name }
    [f] a { $name }
    [mp] os { $name }
    [fp] as { $name }
   *[none] { $name }
}

## Likelihood

likelihood-that = { $level ->
    [certain] É quase certo ({ $share }) que
    [very-likely] É muito provável ({ $share }) que
    [likely] É provável ({ $share }) que
    [even] Há chances equilibradas ({ $share }) de que
    [unlikely] É improvável ({ $share }) que
    [very-unlikely] É muito improvável ({ $share }) que
   *[remote] É remota a possibilidade ({ $share }) de que
}
likelihood-certain = quase certo
likelihood-very-likely = muito provável
likelihood-likely = provável
likelihood-even = chances equilibradas
likelihood-unlikely = improvável
likelihood-very-unlikely = muito improvável
likelihood-remote = remoto
likelihood-over = mais de { $share }
likelihood-under = menos de { $share }
likelihood-range = { $low }–{ $high }%
likelihood-table = Palavras de probabilidade, com seus percentuais (escala ICD 203)
col-likelihood = Palavra
col-probability = Probabilidade
verb-be = { $n ->
    [1] esteja
   *[other] estejam
}
verb-have = { $n ->
    [1] tenha
   *[other] tenham
}
verb-have-done = { $n ->
    [1] tenha
   *[other] tenham
}

## Judgements

judgement-first = { likelihood-that } { $name } { verb-have } o valor mais alto de “{ $node }” entre os { $count } territórios classificados.
judgement-among-first = { likelihood-that } { $name } { verb-be } entre os { $k } territórios com o valor mais alto de “{ $node }”, de { $count } classificados.
judgement-tied = Não se pode dizer qual território tem o valor mais alto de “{ $node }”: os { $count } do primeiro grupo de empate não se distinguem o bastante ({ $names }).
judgement-tied-many = Não se pode dizer qual território tem o valor mais alto de “{ $node }”: os { $count } do primeiro grupo de empate não se distinguem o bastante ({ $names } e outros).
judgement-area-first = { likelihood-that } “{ $name }” seja a área criminal com o valor mais alto de “{ $node }”, de { $count } classificadas.
judgement-area-among-first = { likelihood-that } “{ $name }” esteja entre as { $k } áreas criminais com o valor mais alto de “{ $node }”, de { $count } classificadas.
judgement-up = { likelihood-that } { $name } { verb-have-done } subido mais de { $threshold } pontos em “{ $node }” desde a edição { $before } (diferença calculada: { $change }).
judgement-down = { likelihood-that } { $name } { verb-have-done } caído mais de { $threshold } pontos em “{ $node }” desde a edição { $before } (diferença calculada: { $change }).
judgement-cell = { likelihood-that } a célula “{ $area } – { $territory }” esteja entre as { $k } com o valor mais alto de “{ $node }”, de { $count } classificadas.
judgement-region = { likelihood-that } o conjunto dos { $count } territórios esteja no nível “{ $band }” de “{ $node }”.
judgement-gaps = De { $gaps } de { $total } células não se pode julgar “{ $node }”: falta evidência. Silêncio não é calma.
judgement-gaps-names = De { $gaps } de { $total } células não se pode julgar “{ $node }”: falta evidência. Sem classificação: { $names }. Silêncio não é calma.
judgement-gaps-many = De { $gaps } de { $total } células não se pode julgar “{ $node }”: falta evidência. Ficam sem classificação { $unranked } territórios, entre eles: { $names }. Silêncio não é calma.
judgement-gaps-territories = De { $gaps } de { $total } territórios não se pode julgar “{ $node }”: falta evidência. Silêncio não é calma.
judgement-confidence = A confiança é { $word } ({ $of } de 100).
judgement-confidence-why = A confiança é { $word } ({ $of } de 100): { $parts }.
judgement-rests = Apoia-se em “{ $section }”
judgement-rests-profile = Apoia-se no perfil “{ $name }”

## Rules

rules-title = Regras dos textos
rules-lead = Os textos deste relatório decorrem dos resultados por estas regras, que qualquer pessoa pode conferir com as tabelas.
rule-ladder = Palavras de probabilidade: a parte das simulações em que algo se cumpre recebe a palavra do seu trecho na escala ICD 203. Se estiver a menos de { $margin } pontos percentuais da borda de um trecho (um dividido pela raiz do número de simulações), recebe a palavra mais próxima de “chances equilibradas”.
rule-first = Quem lidera: nomeia-se o território que mais vezes fica em primeiro, se isso for ao menos “provável”; senão, nomeia-se o primeiro grupo de empate. Depois, até { $most } outros que seja ao menos “provável” que estejam entre os primeiros lugares pedidos pelo método.
rule-areas = Quais áreas e células lideram: a mesma regra; não se nomeia nenhuma que se apoie apenas em contagens de atuação policial ou judicial.
rule-moves = O que subiu ou caiu: o território com a maior diferença em cada sentido, dos que têm confiança ao menos média, se em ao menos 80% das simulações ela passar dos { $threshold } pontos fixados pelo método.
rule-region = Conjunto dos territórios: seu nível mais frequente, se for ao menos “provável”.
rule-gaps = O que não se pode julgar ocupa sempre o último juízo; não há mais de { $judgements } no total.
rule-confidence = Confiança: a do nó raiz daquilo de que se fala, com suas partes; nunca divide a frase com uma palavra de probabilidade.

## Grading schemes

scheme-admiralty = Almirantado (6×6)
scheme-4x4 = Europol 4×4
scheme-5x5x5 = 5×5×5
scheme-3x5x2 = 3×5×2
