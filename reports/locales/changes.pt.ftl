# Textos do que mudou desde a última edição, em português do Brasil. Um identificador por frase; os números chegam formatados.

## What moved since the last edition

section-changes = Mudanças desde a última edição
changes-lead = A edição { $after } é comparada com a anterior, { $before }, segundo “{ $root }”.
changes-lead-same = A edição { $after } é comparada com a mesma edição tal como havia sido calculada antes, segundo “{ $root }”.
changes-noise = Só se mostram as diferenças que o acaso não explica: aquelas cujo intervalo de 90%, calculado simulação por simulação, não contém o zero. Os erros que as duas edições têm em comum se cancelam.
changes-noise-intervals = Só se mostram as diferenças em que os intervalos de 90% das duas edições não se sobrepõem.
changes-noise-nothing = Sem simulações não se pode saber quais diferenças se devem ao acaso: todas são mostradas.
changes-two-ways = As classificações e os perfis mostram outra variação: a da mesma evidência nas duas edições deste projeto, calculada hoje. Aqui cada edição figura como foi calculada, com toda a evidência que tinha; por isso os dois números diferem.
changes-aside-before = Só na edição anterior e, portanto, sem comparação: { $names }.
changes-aside-now = Novo nesta edição e, portanto, sem comparação: { $names }.
changes-cells = { $n ->
    [1] De { $all } células com pontuação nas duas edições, { $moved } tem uma diferença assim; as células não são listadas aqui.
   *[other] De { $all } células com pontuação nas duas edições, { $moved } têm uma diferença assim; as células não são listadas aqui.
}
changes-territories = Territórios com uma diferença assim: { $moved } de { $all } ({ $up } para cima, { $down } para baixo).
changes-areas = Áreas criminais com uma diferença assim: { $moved } de { $all } ({ $up } para cima, { $down } para baixo).
changes-entered = Têm agora uma pontuação e antes não tinham: { $names }.
changes-left = Tinham antes uma pontuação e agora não têm: { $names }.
changes-table-territories = Territórios que mudaram segundo “{ $root }”
changes-table-areas = Áreas criminais que mudaram segundo “{ $root }”
changes-interval = { $low } a { $high }
changes-ranks = { $before } → { $now }
changes-parts = Cada diferença se divide em três: o que se deve a registros revisados, novos ou retirados de períodos que a edição anterior já podia usar (dados); o que se deve ao método (método); e o que se deve ao tempo decorrido, com a evidência desse tempo (mundo). Cada parte é a média de todas as ordens em que as três mudanças podem ser feitas, e as três somam a diferença.
changes-gap-between = Um traço no lugar das partes significa que em algum passo intermediário não há pontuação: a diferença não pode ser dividida.
changes-no-parts = Um resultado não guarda a evidência nem o método com que foi feito: não se pode saber quanto de cada diferença se deve aos dados, ao método ou ao mundo.
changes-rows-table = Registros de evidência que não são os mesmos, por fonte
changes-rows-none = Todos os registros de evidência são os mesmos.
changes-no-source = (sem fonte)
changes-method = Linhas do método que não são as mesmas:
changes-method-none = O método é o mesmo.
col-before = Antes
col-now = Agora
col-score-difference = Diferença
col-part-data = Dados
col-part-method = Método
col-part-world = Mundo
col-ranks = Posição
col-revised = Revisados
col-new = Novos
col-vanished = Retirados
col-later = De períodos posteriores
