# Textos de um relatório do qual linhas foram retidas, em lugar dos de mesmo nome: o que lhe falta
# outros podem saber, por isso nada se chama lacuna de inteligência.

verdict-gap = Não avaliado (reservado ou não conhecido)
reason-no-evidence = Não há evidência utilizável que estes leitores possam ver
figure-gaps = { $n ->
    [1] célula de { $total } está reservada ou não é conhecida
   *[other] de { $total } células estão reservadas ou não são conhecidas
}
figure-gaps-territories = { $n ->
    [1] de { $total } territórios está reservado ou carece de evidência
   *[other] de { $total } territórios estão reservados ou carecem de evidência
}
headline-known = De { $total } células (território por área criminal), { $known } têm “{ $node }” e { $gaps } estão reservadas ou não são conhecidas.
headline-known-both = De { $total } células (território por área criminal), { $known } têm “{ $node }”, { $rooted } têm também “{ $root }” e { $gaps } estão reservadas ou não são conhecidas.
headline-known-territories = { $n ->
    [1] { $known } de { $total } territórios tem “{ $node }”; os demais estão reservados ou não são conhecidos.
   *[other] { $known } de { $total } territórios têm “{ $node }”; os demais estão reservados ou não são conhecidos.
}
key-gap-text = reservado ou não conhecido: nunca é zero nem calma
legend-gap = reservado ou não conhecido
section-gaps = Reservado ou não conhecido
areas-gap = Reservado ou não conhecido
areas-gap-note = Mantidas à vista de propósito: nada que estes leitores possam ver as mede nesta edição. Não significa que não existam.
profile-area-gap = “{ $node }” está reservado ou não é conhecido em todos os territórios: não é sinal de ausência.
gaps-sentence = { $n ->
    [1] { $gaps } de { $total } células não tem “{ $root }” nesta versão: reservada ou não conhecida.
   *[other] { $gaps } de { $total } células não têm “{ $root }” nesta versão: reservadas ou não conhecidas.
}
gaps-sentence-territories = { $n ->
    [1] { $gaps } de { $total } territórios não tem “{ $root }” nesta versão: reservado ou não conhecido.
   *[other] { $gaps } de { $total } territórios não têm “{ $root }” nesta versão: reservados ou não conhecidos.
}
gaps-areas = Reservado ou não conhecido por área criminal: células sem pontuação
gaps-places = Reservado ou não conhecido por território: células sem pontuação
gaps-empty = Indicadores sem nenhum dado utilizável nesta versão: reservados ou não conhecidos
limit-silence = O que não se mostra não é um zero: foi reservado nesta versão ou não é conhecido. O silêncio não é calma.
judgement-gaps = Nesta versão não se pode julgar “{ $node }” de { $gaps } de { $total } células: está reservado ou não é conhecido. Silêncio não é calma.
judgement-gaps-names = Nesta versão não se pode julgar “{ $node }” de { $gaps } de { $total } células: está reservado ou não é conhecido. Sem classificação: { $names }. Silêncio não é calma.
judgement-gaps-many = Nesta versão não se pode julgar “{ $node }” de { $gaps } de { $total } células: está reservado ou não é conhecido. Ficam sem classificação { $unranked } territórios, entre eles: { $names }. Silêncio não é calma.
judgement-gaps-territories = Nesta versão não se pode julgar “{ $node }” de { $gaps } de { $total } territórios: está reservado ou não é conhecido. Silêncio não é calma.
collection-why-missing = reservado ou não conhecido
opened-missing = Sem dado nesta versão: { $names }.
glossary-gap-means = uma célula ou um nó sem pontuação nesta versão, porque o que faria falta está reservado ou não é conhecido: nunca é zero nem calma.
