# Textos de que depende a classificação, em português. Um identificador por frase; os números chegam formatados.

## What the ranking depends on

percent = { $share }%
acceptability-head = Probabilidade de cada posição
acceptability-title = Probabilidade de cada posição segundo “{ $node }”, edição { $edition }
acceptability-alt = { $n ->
    [1] Territórios em linhas e posições em colunas, { $count } ao todo. O que mais vezes vem primeiro é { $first }, em { $share }% das simulações. { $settled } território tem uma posição que lhe dá pelo menos metade das simulações.
   *[other] Territórios em linhas e posições em colunas, { $count } ao todo. O que mais vezes vem primeiro é { $first }, em { $share }% das simulações. { $settled } territórios têm uma posição que lhes dá pelo menos metade das simulações.
}
acceptability-caption = Em que porcentagem das simulações um território ocupa cada posição. Uma linha espalhada por muitas colunas significa que sua posição não se sabe; partes menores que 1% não levam número.
acceptability-axis = Posição; o 1 é o mais alto
acceptability-legend = parte das simulações
acceptability-point = posição da pontuação da tabela
col-top = { $n ->
    [1] Primeiro
   *[other] Entre os { $k } primeiros
}
section-dependence = De que depende a classificação
dependence-lead = O que mais influi na classificação: { $factor }. Por si só ou junto com outros, intervém em { $share }% de sua variação. O deslocamento médio é de { $shift } posições quando tudo o que é incerto varia ao mesmo tempo.
dependence-untold = Nenhuma das coisas que variam tem por si uma parte que se distinga de 0. O deslocamento médio é de { $shift } posições quando tudo o que é incerto varia ao mesmo tempo.
dependence-joint = Por si sós, as coisas que variam explicam { $sum }% da variação (entre { $low }% e { $high }%); os { $joint }% restantes vêm de várias que agem ao mesmo tempo.
dependence-alone = Por si sós, as coisas que variam explicam { $sum }% da variação (entre { $low }% e { $high }%); que ajam juntas não se distingue do acaso.
dependence-nothing = A classificação não depende de nada que varie.
dependence-title = Partes da variação da classificação, edição { $edition }
dependence-alt = Barras dos { $count } maiores fatores entre o que varia. O maior: { $name }, que intervém em { $total }% da variação, e por si só em { $first }%.
dependence-alt-untold = Barras dos { $count } maiores fatores entre o que varia. O maior: { $name }, que intervém em { $total }% da variação; o que explica por si só não se distingue de 0.
share-untold = não se distingue de 0
dependence-total = ao todo, com outros
dependence-first = por si só
dependence-interval = intervalo de 95%
dependence-caption = Quanto da variação das posições vem de cada coisa incerta. Onde as duas barras diferem, ela age junto com outras; onde falta uma barra, a sua parte não se distingue de 0.
dependence-note = Índices de Sobol’ do deslocamento médio das posições, com { $runs } execuções do modelo; o intervalo de 95% mais largo abrange { $width } pontos percentuais.
dependence-rest = { $n ->
    [1] { $count } grupo a mais pesa menos e está em tables/sensitivity.csv.
   *[other] { $count } grupos a mais pesam menos e estão em tables/sensitivity.csv.
}
factor-weights = os pesos sob “{ $node }”
factor-error = os erros da evidência sob “{ $node }”
factor-missing = a falta de evidência sob “{ $node }”
factor-switch = a escolha de função de “{ $node }”
factor-raters = o que sabem e duvidam os avaliadores do painel { $node }
factor-severity = a severidade dos avaliadores
dependence-weights = Com outros pesos
dependence-left = Se uma só coisa é deixada de fora
dependence-left-note = Os maiores efeitos; todos estão em tables/leave_one_out.csv.
dependence-left-nothing = Deixar de fora um único indicador, fonte ou avaliador não muda nenhuma posição.
col-left = Deixado de fora
col-name = Nome
col-shift-mean = Deslocamento médio
col-shift-over = Sobre
col-shift-max = Deslocamento máximo
col-would-lose = Perderiam sua posição
left-indicator = indicador
left-source = fonte
left-rater = avaliador
left-panel = painel
left-rater-of = n.º { $number } do painel { $panel }
left-rater-alone = n.º { $number }

shift-over = Quem é avaliado é decidido pelos pesos declarados e por toda a evidência, e aqui não muda: um deslocamento vem só das pontuações. “Sobre” conta os que têm pontuação em ambas as classificações; onde não há nenhum vai um traço. “Perderiam sua posição” conta aqueles cuja evidência não bastaria se fosse julgada de novo; tables/weightings.csv e tables/leave_one_out.csv os nomeiam.

## Other weights

effect-title = Posições com outros pesos, edição { $edition }
effect-alt = { $count } territórios em linhas, { $others } conjuntos de pesos em colunas. { $steady } mantêm a sua posição com um lugar de diferença em todos; o que mais se move é { $name }, entre os lugares { $best } e { $worst }.
effect-caption = Esquerda: a linha abrange para onde os pesos movem um território; o ponto é a sua posição com os declarados. Direita: a sua posição com cada conjunto; quanto mais escuro, mais se move, ▲ mais acima, ▼ mais abaixo. Pesos lidos dos dados dizem como as pontuações variam e concordam, não quanto cada coisa importa.
effect-first = { $n ->
    [1] Os primeiros { $shown } de { $count } território classificado; os demais estão em tables/weighting_ranks.csv.
   *[other] Os primeiros { $shown } de { $count } territórios classificados; os demais estão em tables/weighting_ranks.csv.
}
effect-rank = Posição, 1 é o mais alto
effect-lost = não resta nada a pontuar
effect-table = Conjuntos de pesos em relação ao declarado
col-weighting = Pesos
col-about = O que são
by-stated = declarados
by-equal = iguais
by-without-enforcement = sem contagens policiais
by-pca = componente principal
by-entropy = entropia
by-critic = CRITIC
by-optimise = equilibrados
by-bod = benefício da dúvida
about-equal = cada parte de um nó conta o mesmo
about-without-enforcement = o que conta trabalho policial tem peso 0
about-pca = dos dados: conta mais o que segue o padrão comum principal
about-entropy = dos dados: conta mais o que distingue as unidades
about-critic = dos dados: conta mais o que varia e diz algo próprio
about-optimise = dos dados: de modo que cada parte apareça no seu nó tanto quanto se declara
about-bod = dos dados: a média dos pesos que mais favorecem cada unidade
weights-kept = Sob { $nodes } mantêm-se os pesos declarados, porque os dados não propõem outros: { $weights }.
weights-absent = Faltam, porque não podem ser calculados com estes dados: { $names }. As razões estão em tables/warnings.csv.

## Other aggregation

dependence-aggregations = Com outra agregação
aggregation-title = Posições com outra agregação, edição { $edition }
aggregation-alt = { $count } territórios em linhas, { $others } formas de agregar em colunas. { $steady } mantêm a sua posição com um lugar de diferença em todas; o que mais se move é { $name }, entre os lugares { $best } e { $worst }.
aggregation-caption = Esquerda: a linha abrange para onde outra agregação move um território; o ponto é a sua posição declarada. Direita: a sua posição com cada uma; quanto mais escuro, mais se move, ▲ mais acima, ▼ mais abaixo. Os pesos são os declarados, e também o agregado sobre as áreas criminais.
aggregation-first = { $n ->
    [1] Os primeiros { $shown } de { $count } território classificado; os demais estão em tables/aggregation_ranks.csv.
   *[other] Os primeiros { $shown } de { $count } territórios classificados; os demais estão em tables/aggregation_ranks.csv.
}
aggregation-table = Outra agregação em relação à declarada
col-aggregation = Agregação
col-about-one = O que é
of-stated = declarada
of-arithmetic = aritmética
of-geometric = geométrica
of-harmonic = harmônica
of-imbalance-subtract = média − desequilíbrio
of-imbalance-add = média + desequilíbrio
of-copeland = Copeland, partes
of-copeland-leaves = Copeland, indicadores
about-arithmetic = cada nó toma a média aritmética: o alto compensa o baixo
about-geometric = cada nó toma a média geométrica: o baixo puxa mais que o alto
about-harmonic = cada nó toma a média harmônica: o baixo domina
about-imbalance-subtract = cada nó toma a sua média menos o seu desequilíbrio (Mazziotta–Pareto): sobem os perfis equilibrados
about-imbalance-add = cada nó toma a sua média mais o seu desequilíbrio (Mazziotta–Pareto): sobem os perfis desiguais
about-copeland = aos pares, ganha quem é mais alto em mais peso das partes de “{ $node }”; por quanto não conta
about-copeland-leaves = o mesmo com todos os indicadores que entram na pontuação, de modo que nenhum compensa outro
aggregations-absent = Faltam, porque aqui não dão uma classificação: { $names }. As razões estão em tables/warnings.csv.
