# Textos do relatório em português. Um identificador por frase; os números chegam formatados.

## General

skip = Ir para o resumo
kicker = Avaliação da ameaça do crime organizado
edition = Edição { $edition }
date = { $day } de { $month ->
    [m1] janeiro
    [m2] fevereiro
    [m3] março
    [m4] abril
    [m5] maio
    [m6] junho
    [m7] julho
    [m8] agosto
    [m9] setembro
    [m10] outubro
    [m11] novembro
   *[m12] dezembro
} de { $year }
contents = Conteúdo
footer = Elaborado com ideal { $version } segundo o método { $method } { $method_version }. O SHA-256 do arquivo do método é:
list-middle = { $head }, { $next }
list-last = { $head } e { $last }
of = { $part } de { $whole }
interval = { $low } – { $high }
item-score = { $name } ({ $score })
item-change = { $name } ({ $change })
item-cell = { $area } – { $territory } ({ $score })
value-unit = { $value } ({ $unit })
unit-per = { $unit }, por { $factor } de “{ $denominator }”
value-censored = suprimido pelo editor, toma-se { $value }
value-imputed = { $value } (imputado)
status-nil = ausência comprovada
status-missing = sem dado
all-areas = todas
ungraded = sem avaliação

## Head of the page

head-handling = Difusão
head-date = Data
head-method = Método
head-hash = Hash do método
head-territories = Territórios
head-areas = Áreas criminais
head-indicators = Indicadores
head-rows = Linhas em uso
head-draws = Simulações

## Section titles

section-summary = Sumário executivo
section-ranking = Classificação dos territórios
section-areas = Áreas criminais
section-heatmap = Mapa de calor
section-matrix = Matriz de priorização
section-territories = Perfis por território
profiles-some = De { $all } territórios, os { $shown } de pontuação mais alta têm perfil aqui e aparecem nos mapas de calor e nas listas por área criminal; todos estão na classificação e nas tabelas.
section-area-profiles = Perfis por área criminal
section-quality = Anexo de qualidade dos dados
section-gaps = Lacunas de inteligência
section-method = Anexo metodológico
section-sources = Fontes e licenças
section-limits = O que os números não dizem

## Bands, verdicts, confidence, change

band-range = { $low }–{ $high }
verdict-gap = Não avaliado (lacuna de inteligência)
verdict-not-applicable = Não se aplica
gap-short = lacuna
reason-no-indicator = O método não tem nenhum indicador para isto
reason-no-evidence = Não há evidência utilizável
reason-coverage = Há evidência, mas abaixo do mínimo
reason-required = Falta uma parte indispensável
reason-confidence = A confiança está abaixo do mínimo
reason-screened = Excluído no filtro de disponibilidade
confidence-low = baixa
confidence-moderate = média
confidence-high = alta
change-up = Em alta
change-down = Em queda
change-same = Sem mudança distinguível
change-label = Mudança:
change-composition = A própria pontuação moveu-se { $total }: { $change } pelo que as duas edições têm e { $composition } por composição. { $because }.
change-unjudged = Não se pode saber se é uma mudança: nenhuma simulação tem as duas edições
change-composition-none = O que entrou ou saiu não moveu a pontuação, que mudou { $total }. { $because }.
no-change-gap = Não se pode dar uma mudança: a edição { $before } não tem pontuação.
no-change-break = Não se pode dar uma mudança desde a edição { $before }: uma das séries em que se apoia tem uma ruptura.
no-change-nothing = Não se pode dar uma mudança desde a edição { $before }: as duas edições não têm nenhuma evidência em comum.
composition-entered = Entrou: { $entered }
composition-left = Saiu: { $left }
composition-both = Entrou: { $entered }; saiu: { $left }
composition-more = mais { $n }
mark-enforcement = Apenas contagens de atuação policial ou judicial
without = sem { $nodes }
without-floor = { $node } (há evidência, mas abaixo do mínimo)
without-none = { $node } (não há evidência)
score-without = { $score }, { $without }
rank-one = { $low }
rank-range = { $low }–{ $high }
rank-median = mediana { $rank }
clear-rows = { $above } / { $below }
severity-error = erro
severity-warning = aviso
severity-note = nota

## Kinds and directions of indicators

kind-prevalence = prevalência
kind-recorded = crimes registrados
kind-harm = dano
kind-enforcement = atuação policial ou judicial
kind-response = resposta
kind-context = contexto
kind-expert = avaliação de especialistas
kind-perception = percepção
direction-up = quanto maior o valor, maior a pontuação
direction-down = quanto maior o valor, menor a pontuação

## Summary

figure-measured = { $n ->
    [one] célula de { $total } com “{ $node }” apoiada em algo mais que contagens policiais
   *[other] de { $total } células com “{ $node }” apoiada em algo mais que contagens policiais
}
figure-enforcement = { $n ->
    [one] célula apoia-se apenas em contagens de atuação policial ou judicial
   *[other] células apoiam-se apenas em contagens de atuação policial ou judicial
}
figure-gaps = { $n ->
    [one] célula de { $total } é uma lacuna de inteligência: não se sabe
   *[other] de { $total } células são lacunas de inteligência: não se sabe
}
headline-known = De { $total } células (território por área criminal), { $known } têm “{ $node }” e { $gaps } são lacunas de inteligência.
headline-known-both = De { $total } células (território por área criminal), { $known } têm “{ $node }”, { $rooted } têm também “{ $root }” e { $gaps } são lacunas de inteligência.
headline-known-territories = { $n ->
    [one] { $known } de { $total } territórios tem “{ $node }”; para os demais não há evidência suficiente.
   *[other] { $known } de { $total } territórios têm “{ $node }”; para os demais não há evidência suficiente.
}
headline-known-all = { $n ->
    [one] O único território tem “{ $node }”.
   *[other] Os { $total } territórios têm “{ $node }”.
}
headline-enforcement = Em média, { $share }% do peso da evidência em uso para “{ $node }” são contagens de atuação policial ou judicial: medem o trabalho da polícia, não o tamanho do fenômeno.
headline-top = { $n ->
    [one] O valor mais alto de “{ $node }” entre os territórios com confiança ao menos média: { $names }.
   *[other] Os valores mais altos de “{ $node }” entre os territórios com confiança ao menos média: { $names }.
}
headline-top-draws = { $n ->
    [one] No topo de “{ $node }”, com confiança ao menos média: { $names }.
   *[other] No topo de “{ $node }”, no primeiro grupo de empate e com confiança ao menos média: { $names }.
}
headline-risers = { $n ->
    [one] Aumento destacado desde a edição { $before }, com confiança ao menos média: { $names }.
   *[other] Aumentos destacados desde a edição { $before }, com confiança ao menos média: { $names }.
}
headline-fallers = { $n ->
    [one] Queda destacada desde a edição { $before }, com confiança ao menos média: { $names }.
   *[other] Quedas destacadas desde a edição { $before }, com confiança ao menos média: { $names }.
}
headline-no-moves = Nenhum território com confiança ao menos média muda { $threshold } pontos ou mais desde a edição { $before }.
headline-no-moves-draws = Nenhum território com confiança ao menos média mostra mudança distinguível desde a edição { $before }.
headline-no-change = Não se pode calcular nenhuma mudança desde a edição { $before } para os territórios com confiança ao menos média: cada ficha diz por quê.
headline-cells = { $n ->
    [one] A célula mais alta de “{ $node }” que se apoia em algo mais que contagens policiais, com confiança ao menos média: { $cells }.
   *[other] As células mais altas de “{ $node }” que se apoiam em algo mais que contagens policiais, com confiança ao menos média: { $cells }.
}
cautions-title = Antes de citar estes números
cautions-more = O que os números não dizem
caution-unranked = { $n ->
    [one] { $names } não se classifica por falta de evidência. O silêncio não é calma.
   *[other] { $names } não se classificam por falta de evidência. O silêncio não é calma.
}
caution-unranked-many = { $n ->
    [one] { $count } território não se classifica por falta de evidência. O silêncio não é calma.
   *[other] { $count } territórios não se classificam por falta de evidência. O silêncio não é calma.
}
caution-areas = As áreas criminais não se ordenam entre si: agrupam-se por nível, e dentro de um nível as diferenças não são distinguíveis.
caution-areas-draws = Dentro de um grupo de empate nem todos os territórios nem todas as áreas criminais se distinguem entre si; só entre grupos a ordem vale para cada par.
caution-territories-draws = Dentro de um grupo de empate nem todos os territórios se distinguem entre si; só entre grupos a ordem vale para cada par.
caution-no-draws = Esta execução não inclui simulações: as pontuações não têm intervalo e diferenças pequenas não devem ser lidas como diferenças.
key-bands = Níveis
key-gap = Lacuna
key-gap-text = não avaliado: nunca é zero nem calma
key-confidence = Confiança
key-enforcement = Marca
key-enforcement-text = apoia-se apenas em contagens de atuação policial ou judicial
key-without = Sem uma dimensão
key-without-text = a parte nomeada sob uma pontuação não tem a sua e fica de fora: não saber não é calma

## Charts

evidence-title = Em que se apoia “{ $node }”, edição { $edition }
evidence-alt = Barras por território com as células de “{ $node }”: { $measured } apoiadas em algo mais que contagens policiais, { $alone } apenas em contagens policiais, { $gaps } lacunas. O território com mais células conhecidas é { $best }; o de menos, { $least }.
evidence-caption = Áreas criminais de cada território segundo aquilo em que se apoia “{ $node }”. Quem menos informa tem mais lacunas, não menos crime.
legend-measured = mais que contagens policiais
legend-enforcement = apenas contagens policiais
legend-without = sem uma dimensão
legend-gap = lacuna de inteligência
legend-not-applicable = não se aplica
legend-edition = edição { $edition }
legend-interval = intervalo de 90%
legend-low-confidence = confiança baixa
legend-tie = limite entre grupos de empate
ranking-title = “{ $node }” por território, edição { $edition }
ranking-alt = { $count } territórios ordenados por “{ $node }”, de { $first } ({ $high }) a { $last } ({ $low }).
ranking-caption = Cada ponto é um território na escala de “{ $root }”; o traço vem da edição anterior. Um círculo vazio indica confiança baixa.
ranking-caption-first = Os { $shown } mais altos de { $count } territórios na escala de “{ $root }”; a tabela tem todos. O traço vem da edição anterior. Um círculo vazio indica confiança baixa.
heatmap-title = “{ $node }” por território e área criminal, edição { $edition }
heatmap-alt = Mapa de calor de “{ $node }”: { $territories } territórios em linhas e { $areas } áreas criminais em colunas. { $known } células têm pontuação, { $marked } delas apenas com contagens policiais; { $gaps } são lacunas e aparecem hachuradas.
heatmap-alt-without = { $n ->
    [one] { $count } pontuação foi feita sem uma dimensão.
   *[other] { $count } pontuações foram feitas sem uma dimensão.
}
heatmap-caption = “{ $node }” na edição { $edition }. A cor é o nível; o hachurado não se sabe; o canto marcado em cima apoia-se apenas em contagens de atuação policial ou judicial.
heatmap-caption-without = O canto marcado embaixo é uma pontuação feita sem uma dimensão; ao apontar a célula lê-se qual.
flat-title = Igual por construção, não por achado
flat-everywhere = “{ $node }” é o mesmo número em todas as áreas de um território: é uma propriedade do território.
flat-areas = “{ $node }” é o mesmo número, território por território, em: { $areas }.
flat-few = “{ $node }” só toma { $kinds } valores distintos por território em { $areas } áreas criminais: a maioria compartilha o mesmo número.
matrix-title-areas = Áreas criminais: “{ $across }” frente a “{ $up }”, edição { $edition }
matrix-title-territories = Territórios: “{ $across }” frente a “{ $up }”, edição { $edition }
matrix-alt = { $count } pontos segundo “{ $across }” (horizontal) e “{ $up }” (vertical). O mais alto em conjunto é { $name }, com { $x } e { $y }.
matrix-caption-areas = Áreas criminais que têm “{ $across }” e “{ $up }”; a cor é o nível de “{ $root }” e o ponto interior indica que “{ $across }” se apoia apenas em contagens policiais. As letras não são uma ordem.
matrix-caption-territories = Territórios nas mesmas duas dimensões, “{ $across }” e “{ $up }”; a cor é o nível de “{ $root }”.
profile-title = { $name } entre seus pares
profile-alt = Pontuação de { $name } em { $count } nós do método; os traços são os outros { $peers }.

## Ranking and areas

ranking-table = “{ $root }” por território, edição { $edition }
ranking-note = Sem simulações não se sabe quais diferenças de “{ $root }” são reais: leia vizinhos próximos como empatados.
ranking-note-draws = Um grupo de empate termina onde todos os que estão até ali superam em “{ $root }” todos os que seguem em pelo menos { $tie }% das simulações; dentro de um grupo nem todos os pares se distinguem. O intervalo de posições e o da pontuação cobrem 90% das simulações.
ranking-note-pairs = “Claramente acima / abaixo” conta de quantos outros cada linha se distingue assim, onde quer que estejam; todos os pares estão em tables/winning.csv.
order-other-way = { $rest ->
    [0] Na maioria das simulações a ordem é a contrária à das pontuações: { $names }.
   *[other] Na maioria das simulações a ordem é a contrária à das pontuações: { $names }; e mais { $more }.
}
item-other-way = { $below } acima de { $above } ({ $share }%)
order-outside-range = { $rest ->
    [0] A posição por pontuação fica fora do intervalo de posições das simulações: { $names }. O que não se sabe afasta as simulações da pontuação do que se sabe.
   *[other] A posição por pontuação fica fora do intervalo de posições das simulações: { $names }; e mais { $more }. O que não se sabe afasta as simulações da pontuação do que se sabe.
}
item-outside-range = { $name } ({ $rank } por pontuação, { $range } pelas simulações)
ranking-note-change = As setas marcam mudanças de mais de { $threshold } pontos desde a edição anterior; sem simulações não provam que a mudança seja real.
unranked-title = Sem classificação
regions-title = Regiões e grupos
areas-note = Agrupadas por nível e, dentro de cada nível, por nome. Não levam número de ordem: dentro de um nível as diferenças não são distinguíveis.
areas-note-draws = Os grupos de empate são fixados pelas simulações: um termina onde todas as áreas que estão até ali superam todas as que seguem em pelo menos { $tie }% delas; dentro de um grupo nem todos os pares se distinguem. A numeração dos grupos conta também as áreas da lista de contagens policiais.
areas-tied = Com algo mais que contagens policiais
areas-band = Nível: { $band }
areas-no-band = Sem nível único
areas-enforcement = Apenas contagens de atuação policial ou judicial
areas-enforcement-note = Em todos os territórios avaliados, o que se sabe apoia-se apenas em apreensões, detecções ou outras contagens de atuação policial ou judicial. Não compare estas áreas com as demais: seus números dizem tanto da polícia quanto do crime.
areas-partial = Conhecidas em parte: sem “{ $root }”
areas-partial-note = Falta uma parte indispensável e por isso não há “{ $root }”; o anexo de lacunas diz qual.
areas-gap = Lacunas de inteligência
areas-gap-note = Mantidas à vista de propósito: nesta edição nenhuma evidência as mede. Não significa que não existam.

## Profiles

profile-territory = “{ $root }”: { $score }, com confiança { $confidence }, a partir de { $known } de { $total } áreas criminais.
profile-territory-only = “{ $root }”: { $score }, com confiança { $confidence }.
profile-place = Posição { $rank } de { $of }.
profile-place-range = Entre as posições { $low } e { $high } de { $of } em 90% das simulações.
profile-place-none = Sem posição na classificação.
profile-without = “{ $root }” avalia-se { $without }.
profile-gap = “{ $root }” não se avalia em { $name }. { $reason }.
profile-area = “{ $node }” conhece-se em { $known } de { $total } territórios; em { $alone } deles, apenas por contagens policiais.
profile-area-enforcement = “{ $node }” conhece-se em { $known } de { $total } territórios, e em todos eles apenas por contagens policiais.
profile-area-partial = “{ $node }” conhece-se em { $known } de { $total } territórios, em { $alone } apenas por contagens policiais; não há “{ $root }” porque falta uma parte indispensável.
profile-area-gap = “{ $node }” não se conhece em nenhum território: é uma lacuna de inteligência, não uma ausência.
iccs-verified = ICCS { $code }
iccs-unverified = ICCS { $code } (não verificado)
ocindex-market = OC Index: { $market }
profile-tree = De que se compõe
profile-response = Resposta das instituições: { $node }
profile-drivers = O que o eleva acima da mediana
profile-indicators = Indicadores próprios da área
profile-cells-areas = “{ $root }” por área criminal
profile-cells-territories = “{ $root }” por território
profile-missing = Sem “{ $root }” (lacuna ou não se aplica): { $names }.
profile-flags = Advertências sobre os dados:
profile-evidence = { $n ->
    [one] Apoia-se em { $rows } linha de evidência; fontes: { $sources }.
   *[other] Apoia-se em { $rows } linhas de evidência; fontes: { $sources }.
}
evidence-value = { $name }: { $value } ({ $period })
evidence-imputed = { $name }: { $value }
evidence-places = { $n ->
    [one] { $name }: { $count } território
   *[other] { $name }: { $count } territórios
}
flag-b = { $name } ({ $period }): quebra de série
flag-e = { $name } ({ $period }): estimado
flag-p = { $name } ({ $period }): provisório
flag-s = { $name } ({ $period }): duvidoso tal como publicado
flag-place-b = { $territory } – { $name } ({ $period }): quebra de série
flag-place-p = { $territory } – { $name } ({ $period }): provisório
flag-place-s = { $territory } – { $name } ({ $period }): duvidoso tal como publicado

## Columns

col-rank = Posição
col-rank-range = Intervalo de posições
col-tie = Grupo
col-clear = Claramente acima / abaixo
col-territory = Território
col-territories = Territórios
col-region = Região
col-area = Área criminal
col-areas = Áreas criminais
col-band = Nível
col-score = Pontuação
col-interval = Intervalo de 90%
col-change = Mudança
col-confidence = Confiança
col-coverage = Cobertura
col-cells = Áreas avaliadas
col-assessed = Avaliado
col-reason = Motivo
col-territories-known = Territórios com dado
col-alone = Só contagens
col-node = Nó
col-part = Parte
col-indicator = Indicador
col-indicators = Indicadores
col-median = Mediana
col-kind = Tipo
col-enforcement = Contagens policiais
col-age = Idade mediana (anos)
col-rows = Linhas
col-censored = Censurados
col-flagged = Assinalados
col-periods = Períodos
col-grade = Avaliação
col-source = Fonte
col-flags = Advertências
col-share = Parcela
col-severity = Gravidade
col-code = Código
col-count = Vezes
col-cause = Causa principal (células)
col-weight = Peso
col-weight-share = Parcela
col-aggregate = Função
col-min-coverage = Cobertura mínima
col-floor = Piso
col-properties = Propriedades
col-range = Intervalo
col-holds-for = Vale para
col-direction = Sentido
col-unit = Unidade
col-posts = Valores de referência, mínimo e máximo
col-normalise = Normalização
col-max-age = Idade máxima (anos)
col-publisher = Editor
col-licence = Licença
col-retrieved = Obtido
col-lineage = Baseia-se em

## Quality and gaps

quality-lead = A confiança fica ao lado da pontuação, nunca dentro dela. Combina cobertura, avaliação das fontes, antiguidade, corroboração e acordo.
quality-places = Qualidade da evidência por território para “{ $node }”, edição { $edition }: média de suas células
quality-indicators = Evidência por indicador em uso na edição { $edition }
quality-grades = Avaliação das linhas em uso, todas as edições
quality-findings = Avisos da verificação (textos em tables/warnings.csv)
twice-title = Fontes usadas duas vezes
twice-lead = Estas fontes são construídas com outras também em uso: seu acordo não é corroboração.
twice-none = Nenhuma fonte em uso declara basear-se em outra também em uso.
used-twice = { $source } baseia-se em { $ancestor }
flagged-title = Quebras de série e valores duvidosos ou provisórios
flagged-none = Não há quebras nem valores duvidosos ou provisórios entre os que estão em uso.
flags-censored = { $n ->
    [one] { $count } censurado
   *[other] { $count } censurados
}
flags-break = { $n ->
    [one] { $count } quebra
   *[other] { $count } quebras
}
flags-suspect = { $n ->
    [one] { $count } duvidoso
   *[other] { $count } duvidosos
}
flags-provisional = { $n ->
    [one] { $count } provisório
   *[other] { $count } provisórios
}
gaps-sentence = { $n ->
    [one] { $gaps } de { $total } células não tem “{ $root }”. A lista de lacunas é o plano de coleta.
   *[other] { $gaps } de { $total } células não têm “{ $root }”. A lista de lacunas é o plano de coleta.
}
gaps-sentence-territories = { $n ->
    [one] { $gaps } de { $total } territórios não tem “{ $root }”. A lista de lacunas é o plano de coleta.
   *[other] { $gaps } de { $total } territórios não têm “{ $root }”. A lista de lacunas é o plano de coleta.
}
gaps-areas = Lacunas por área criminal: células sem pontuação
gaps-places = Lacunas por território: células sem pontuação
gaps-empty = Indicadores sem nenhum dado utilizável nesta edição: o que seria preciso coletar
cause-no-indicator = “{ $node }”: o método não tem indicador ({ $count })
cause-no-evidence = “{ $node }”: sem evidência ({ $count })
cause-coverage = “{ $node }”: há evidência, mas abaixo do mínimo ({ $count })
cause-required = “{ $node }”: falta uma parte indispensável ({ $count })
cause-confidence = “{ $node }”: confiança insuficiente ({ $count })
cause-screened = “{ $node }”: excluído no filtro ({ $count })

## Method

method-id = Identificador
method-version = Versão
method-owner = Responsável
method-hash = SHA-256
method-scale = Escala
method-decimals = Forma publicada
rounding-half-up = { $n ->
    [one] { $decimals } decimal, os meios arredondam-se afastando-se de zero
   *[other] { $decimals } decimais, os meios arredondam-se afastando-se de zero
}
rounding-half-even = { $n ->
    [one] { $decimals } decimal, os meios arredondam-se ao algarismo par
   *[other] { $decimals } decimais, os meios arredondam-se ao algarismo par
}
method-unit = Unidade de análise
unit-territory = Território
unit-territory-area = Território por área criminal
method-steps = Passos, em ordem
step-select = Seleção: toma-se o período mais recente dentro da idade máxima de cada indicador, entre os que duram ao menos o que dura a edição, salvo se o indicador admite qualquer um; nele um número vale mais que uma palavra, depois a fonte preferida, depois a melhor avaliação (as respostas dos avaliadores valem juntas, seja qual for a de cada uma) e, senão, a mediana.
step-denominate = Denominação: onde o indicador o pede, o valor divide-se pelo denominador do mesmo período ou do anterior mais próximo.
step-no-denominate = Denominação: nenhuma; os valores usam-se tal como publicados.
step-no-impute = Imputação: nenhuma. O que falta permanece lacuna.
step-impute-column = Imputação: o que falta toma a { $statistic ->
    [mean] média
   *[median] mediana
} dos valores do indicador das demais unidades na edição.
step-impute-column-group = Imputação: o que falta toma a { $statistic ->
    [mean] média
   *[median] mediana
} do indicador na edição sobre as unidades de seu grupo ({ $group }).
step-impute-row = Imputação: o que falta toma a { $statistic ->
    [mean] média
   *[median] mediana
} de { $among ->
    [siblings] os demais indicadores da unidade sob o mesmo nó
   *[all] todos os demais indicadores da unidade
}, cada um levado antes a uma mesma escala (a de seus valores de referência, ou do menor ao maior valor da edição) e depois de volta.
step-impute-latest = Imputação: o que falta toma o último valor anterior do indicador na unidade, por mais velho que seja.
step-impute-constant = Imputação: o que falta toma o último valor anterior do indicador na unidade, ou o primeiro se não houver anterior. Nenhum valor posterior à última edição é considerado.
step-impute-between = Imputação: o que falta está na reta entre os valores vizinhos no tempo do indicador na unidade; fora deles continua a faltar. Nenhum valor posterior à última edição é considerado.
step-impute-linear = Imputação: o que falta está na reta entre os valores vizinhos no tempo do indicador na unidade; fora deles toma o mais próximo, se houver ao menos dois. Nenhum valor posterior à última edição é considerado.
step-impute-linear-constant = Imputação: o que falta está na reta entre os valores vizinhos no tempo do indicador na unidade; fora deles, ou com um só, toma o mais próximo. Nenhum valor posterior à última edição é considerado.
step-impute-within = { $text } Só contam os valores a até { $years } anos da edição.
step-imputed = Um valor imputado não é uma observação: conta para a cobertura, sua confiança é 0, e seu erro é o de um número sem classificação junto com a dispersão daquilo de que foi feito.
step-screen-available = Filtro: excluem-se as unidades com menos de { $threshold }% de seus indicadores.
step-screen-nonzero = Filtro: excluem-se as unidades com menos de { $threshold }% de valores diferentes de zero.
step-treat = { $n ->
    [one] Valores extremos: winsoriza-se até { $points } ponto onde a assimetria passa de { $skewness } e a curtose de { $kurtosis }.
   *[other] Valores extremos: winsorizam-se até { $points } pontos onde a assimetria passa de { $skewness } e a curtose de { $kurtosis }.
}
step-treat-then = Onde isso não basta, e o indicador não tem valores de referência fixos nem transformação própria, a coluna { $from ->
    [winsorised] winsorizada
   *[original] original
} é transformada ({ $word }): { $formula }.
step-normalise = Normalização por padrão: { $function }.
step-aggregate = Agregação: cada nó combina seus filhos com sua própria função e seus pesos; os que faltam saem da conta e reduzem a cobertura.
method-tree = Árvore do método
flag-required = indispensável
flag-inverted = entra invertido no nó superior
flag-weightless = mostra-se sem contar (peso 0)
aggregate-arithmetic = média aritmética
aggregate-geometric = média geométrica
aggregate-harmonic = média harmônica
aggregate-power = média potencial, p = { $p }
aggregate-median = mediana ponderada
aggregate-min = mínimo
aggregate-max = máximo
aggregate-own = função própria “{ $name }”
aggregate-mazziotta-pareto-subtract = média menos o seu desequilíbrio (Mazziotta–Pareto)
aggregate-mazziotta-pareto-add = média mais o seu desequilíbrio (Mazziotta–Pareto)
method-formulas = Fórmulas
formula-goalposts = Valores de referência: o valor x, recortado entre os valores de referência mínimo a e máximo b, torna-se (x − a) / (b − a) da escala; onde a um valor maior corresponde pontuação menor toma-se o complemento. Os valores de referência não se movem porque outro território mude.
formula-arithmetic = Média aritmética: soma de peso × pontuação dividida pela soma dos pesos. O alto compensa o baixo.
formula-geometric = Média geométrica: produto das pontuações elevadas à sua parcela do peso. O baixo puxa mais que o alto; abaixo do piso toma-se o piso.
formula-harmonic = Média harmônica: soma dos pesos dividida pela soma de peso / pontuação. O baixo domina.
formula-power = Média potencial: raiz p-ésima da média das pontuações elevadas a p. Com p maior que 1, o alto puxa mais que o baixo.
formula-median = Mediana ponderada: a pontuação em que o peso acumulado passa da metade.
formula-mazziotta-pareto = Mazziotta–Pareto: a média aritmética ponderada M, menos ou mais uma penalização pelo desequilíbrio, S² / M, com a variância ponderada S² das pontuações. Entre partes iguais não há nenhuma. Somada, um perfil desigual conta como pior onde o alto é mau; subtraída, onde o alto é bom, e o resultado pode ficar abaixo de todas as partes.
formula-invert = Inversão: o nó superior recebe extremo inferior + extremo superior − pontuação; a tabela mostra a pontuação própria.
formula-coverage = Cobertura: parcela do peso de um nó que tem evidência utilizável. Abaixo da mínima, sem nenhum filho disponível ou sem um indispensável, o nó é uma lacuna: nem zero nem a média de outra coisa.
method-bands = Níveis
method-bands-note = Os cortes são fixos, não quantis, e julgam-se com a pontuação exata. Os nós que entram invertidos no nó superior não levam nível.
band-below = abaixo de { $high }
band-between = a partir de { $low } e abaixo de { $high }
band-from = a partir de { $low }
band-all = todos os nós que levam nível
method-rollups = Resumos
method-rollups-note = Um resumo combina, nó por nó, o mesmo nó de suas unidades; nunca volta a combinar os filhos. Uma unidade que é lacuna reduz a cobertura e alarga o intervalo: o que não se sabe dela poderia mover o conjunto.
rollup-territory = Território, sobre suas áreas criminais
rollup-crime-area = Área criminal, sobre os territórios
rollup-region = Região, sobre seus territórios
rollup-plain = { $function }; cobertura mínima { $coverage }
rollup-without = { $function }; cobertura mínima { $coverage }; não contam: { $names }
rollup-weighted = { $function }; cobertura mínima { $coverage }; pesos diferentes de 1: { $weights }
rollup-both = { $function }; cobertura mínima { $coverage }; não contam: { $names }; pesos diferentes de 1: { $weights }
method-confidence = Confiança
method-confidence-text = A confiança de um indicador é o produto da confiabilidade da fonte, credibilidade do dado, atualidade, corroboração e acordo entre avaliadores; a de um nó é a média ponderada de seus filhos, com zero para os que faltam. Um nó apoiado apenas em contagens de atuação policial ou judicial não passa de confiança baixa.
confidence-scheme = Esquema de avaliação
confidence-reliability = Confiabilidade da fonte
confidence-credibility = Credibilidade do dado
confidence-ungraded = Parte ausente ou não avaliável
confidence-timeliness = Anos em que a atualidade cai a 1/e
confidence-corroboration = Perda por uma única fonte
confidence-cuts = Cortes
confidence-cuts-value = média a partir de { $moderate } de 100, alta a partir de { $high }
confidence-floor = Confiança mínima para avaliar
method-uncertainty = Incerteza
method-uncertainty-text = Cada simulação repete o cálculo com erro na evidência, valores possíveis para o que falta, pesos em torno dos declarados e, com sua probabilidade, outras funções. Os intervalos de pontuações e de posições cobrem 90% das simulações.
uncertainty-draws = Simulações
uncertainty-seed = Semente
uncertainty-concentration = Concentração dos pesos (Dirichlet)
uncertainty-experts = Pesos segundo especialistas
uncertainty-experts-node = { $node } ({ $count } especialistas)
uncertainty-experts-geometric = em cada simulação, os de um painel extraído com reposição entre os especialistas que avaliaram o nó, com a sua média geométrica: { $nodes }; nos demais nós sorteiam-se em torno dos declarados
uncertainty-experts-arithmetic = em cada simulação, os de um painel extraído com reposição entre os especialistas que avaliaram o nó, com a sua média: { $nodes }; nos demais nós sorteiam-se em torno dos declarados
uncertainty-own = Modelo de erro próprio
uncertainty-sd = Desvio padrão por avaliação, em pontos
uncertainty-ungraded = Desvio padrão sem avaliação
drift-of = ± { $sd } ao ano
uncertainty-drift = Quanto uma pontuação se move em um ano (desvio-padrão, pontos)
uncertainty-drift-estimated = estimado do histórico de cada indicador: de { $low } a { $high }, mediana { $median }
uncertainty-missing = O que falta
uncertainty-missing-value = sorteia-se conforme o que se conhece ao lado: uma regressão sobre os indicadores irmãos que os demais territórios ensinam, com seus resíduos, igual em todas as edições; em { $share }% das simulações, como os irmãos
uncertainty-threshold = Mudança que conta, em pontos
uncertainty-tie = Vitória com que se distinguem vizinhos
uncertainty-switch = Função alternativa
uncertainty-switch-value = “{ $node }” com { $function } em { $share }% das simulações
method-indicators = Indicadores
method-denominators = Denominadores
any-length = períodos de qualquer duração
denominator-age = idade máxima { $age } anos
span-since = desde { $period }
span-until = até { $period }
smooth = { $n ->
    [one] { $function }, sobre a média de { $window } ano
   *[other] { $function }, sobre a média de { $window } anos
}
transform-log = logaritmo; { $function }
transform-log1p = logaritmo de 1 + x; { $function }
transform-sqrt = raiz quadrada; { $function }
transform-own = função própria “{ $name }”; { $function }
normalise-goalposts = valores de referência fixos
normalise-none = já na escala
normalise-minmax = mínimo e máximo
normalise-zscore = escore z com média { $mean } e desvio padrão { $sd }
normalise-rank = posição
normalise-percentile-rank = posição percentil
normalise-borda = posição menos um (Borda)
normalise-distance-to-target = distância à meta { $target }
normalise-distance-to-reference = distância à referência { $reference }
normalise-distance-to-max = distância ao máximo
normalise-fraction-of-max = fração do máximo
normalise-all-editions = { $function }, sobre todas as edições juntas
posts-population = { $n ->
    [one] de { $low } a { $high }, de { $count } valor
   *[other] de { $low } a { $high }, o menor e o maior de { $count } valores
}

## Sources and limits

sources-lead = Os direitos sobre os dados continuam sendo de seus editores. As licenças são citadas tal como o projeto as declara e valem à parte da do programa.
sources-unnamed = { $n ->
    [one] { $count } linha em uso não nomeia fonte.
   *[other] { $count } linhas em uso não nomeiam fonte.
}
limit-order = “{ $root }” ordena evidência segundo um método declarado; não é uma medida do crime nem um juízo sobre um país.
limit-silence = Uma lacuna não é um zero. Os territórios que menos informam têm mais lacunas; o silêncio não é calma.
limit-enforcement = Apreensões, prisões e detecções medem atuação policial: sobem quando a polícia trabalha mais, ainda que o mercado não mude. Por isso são marcadas e sua confiança é baixa.
limit-posts = Uma pontuação depende de onde se põem os valores de referência. Outro valor a moveria sem que nada mude no mundo; todos estão impressos no anexo.
limit-weights = Os pesos são escolhas de valor do responsável pelo método. Estão impressos para que possam ser discutidos e mudados.
limit-aggregate = Uma média esconde diferenças dentro de um território. Não serve para alocar recursos a um município nem para julgar uma instituição.
limit-persons = Nada aqui fala de pessoas nem de grupos identificáveis, e nada deve ser usado para perfilá-los.
heatmap-caption-draws = “{ $node }” na edição { $edition }. A cor é o nível, ou fica entre dois onde as simulações não coincidem em um; o hachurado não se sabe; o canto marcado em cima apoia-se apenas em contagens de atuação policial ou judicial.
headline-risers-draws = { $n ->
    [one] Aumento distinguível do ruído desde a edição { $before }, com confiança ao menos média: { $names }.
   *[other] Aumentos distinguíveis do ruído desde a edição { $before }, com confiança ao menos média: { $names }.
}
headline-fallers-draws = { $n ->
    [one] Queda distinguível do ruído desde a edição { $before }, com confiança ao menos média: { $names }.
   *[other] Quedas distinguíveis do ruído desde a edição { $before }, com confiança ao menos média: { $names }.
}

## Units, as methods write them in English

unit-of-score-1-10 = pontos, 1-10
unit-of-per-100-000 = por { $hundred_thousand }
unit-of-count = número
unit-of-rating-0-10 = avaliação, 0-10
unit-of-persons = pessoas
unit-of-estimate = estimativa
unit-of-kg = kg
unit-of-index-0-1 = índice, 0-1
unit-of-index-0-100 = índice, 0-100
unit-of-deaths = mortes
unit-of-percent-of-adults = % de adultos
unit-of-percent-of-firms = % de empresas
unit-of-percent-of-sales = % das vendas
unit-of-percent-of-population = % da população
unit-of-places = vagas
unit-of-pairs = pares
unit-of-hectares = hectares
unit-of-percent = %
unit-of-years = anos
unit-of-2017-ppp = USD PPC de 2017

## Methods whose unit is the territory

kicker-territories = Avaliação de territórios
section-matrix-territories = Duas dimensões
figure-known = { $n ->
    [one] de { $total } células tem “{ $node }”
   *[other] de { $total } células têm “{ $node }”
}
figure-known-territories = { $n ->
    [one] de { $total } territórios tem “{ $node }”
   *[other] de { $total } territórios têm “{ $node }”
}
figure-gaps-territories = { $n ->
    [one] de { $total } territórios não tem evidência suficiente
   *[other] de { $total } territórios não têm evidência suficiente
}
limit-order-territories = “{ $root }” ordena evidência segundo um método declarado; não é um juízo sobre um país.
