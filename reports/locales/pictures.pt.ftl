## Imagens da região

section-region = A região em resumo

## Imagens: o mapa

map-title = “{ $node }” no mapa, edição { $edition }
map-alt = Mapa de “{ $node }” na América Latina e no Caribe. { $n ->
    [0] { $known } territórios têm pontuação; não há nenhuma lacuna.
    [1] { $known } territórios têm pontuação; { $gaps } é uma lacuna e aparece hachurado.
   *[other] { $known } territórios têm pontuação; { $gaps } são lacunas e aparecem hachurados.
} Os mais altos: { $leaders }. A tabela da classificação traz todos os números.
map-caption = “{ $node }” na edição { $edition }. A cor e o número são a faixa (duas onde os sorteios deixam ambas em aberto), entre parênteses onde a confiança é baixa; o hachurado não se sabe; o que fica em branco não faz parte da avaliação. Fronteiras: Natural Earth, generalizadas; não se toma posição sobre nenhuma fronteira. Um território grande não é uma ameaça maior.
map-missing = Não estão no mapa: { $names }.
map-missing-many = { $count } territórios da avaliação não estão no mapa.
map-place = { $name }: { $about }
map-score = { $score }, { $band }
map-low = ({ $number })
map-scale = de { $low } a { $high }
map-outside = não faz parte da avaliação
map-projection = Projeção azimutal equivalente de Lambert, centrada em { $lon }°O, { $lat }°S.
map-borders = Fronteiras: Natural Earth, generalizadas; não se toma posição sobre nenhuma fronteira.

## De que se compõe uma pontuação

waterfall-title = De que se compõe a pontuação de { $name }
waterfall-alt = O que leva à pontuação de { $name }, { $score }: { $parts }.
waterfall-caption-dimensions = De que se compõe uma pontuação, por dimensão: de um território com todas as dimensões na mediana dos territórios até a pontuação. O que uma dimensão soma é a média sobre todas as ordens em que as dimensões podem passar da mediana ao próprio valor (Shapley), de modo que as partes somam qualquer que seja a média.
waterfall-caption-areas = Por área criminal: a parcela de cada uma na média ponderada.
waterfall-caption-slopes = Por área criminal: cada valor vezes a inclinação da média nele (alocação de Euler), como imprime “ideal explain”.
waterfall-rounded = Os números impressos estão arredondados.
waterfall-median = mediana dos territórios
waterfall-dimensions = por dimensão
waterfall-areas = por área criminal
waterfall-score = pontuação
waterfall-others = { $n ->
    [1] mais { $count }
   *[other] outras { $count }
}
waterfall-table = De que se compõe a pontuação
col-adds = Soma
col-way = Divisão

## Edições lado a lado

slope-title = “{ $node }” de edição em edição
slope-alt = Pontuações de “{ $node }” de { $count } territórios da edição { $first } à { $last }. No último passo, além do ruído: { $up } em alta, { $down } em baixa; sem se distinguir dele: { $same }; sem comparação possível: { $broken }.
slope-caption = Cada linha é um território na escala de “{ $root }”, entre as edições que se correspondem. Onde a evidência se interrompe ou a pontuação é uma lacuna não há linha.
slope-strong-draws = mudança além do ruído
slope-strong = mudança acima do limiar do método
slope-thin = não se distingue do ruído
editions-first = São desenhados os { $shown } mais altos de { $count } territórios.
trends-title = “{ $node }” de cada território ao longo das edições
trends-alt = Um pequeno gráfico de “{ $node }” para cada um de { $count } territórios, edições { $first } a { $last }: { $known } pontuações e { $gaps } lacunas, que aparecem hachuradas. Na ordem da classificação.
trends-caption = “{ $root }” de cada território, na ordem da classificação. As pontuações que não se correspondem não são unidas; o hachurado não se sabe.
trends-score = pontuação, com a cor de sua faixa

## Cobertura

coverage-title = Peso coberto por evidência, edição { $edition }
coverage-alt = Parcela do peso que a evidência cobre: { $territories } territórios em linhas e { $nodes } nós em colunas. Das células com pontuação, { $low } ficam abaixo de { $middle } por cento, { $between } entre esse valor e { $high } por cento e { $most } acima; { $gaps } são lacunas e aparecem hachuradas.
coverage-caption = Quanto do peso de cada nó a evidência cobre, em por cento. Hachurado: pouco demais para uma pontuação, ou outra razão para não dá-la. Diz quanto se sabe, não quão alta é uma pontuação.
coverage-low = menos de { $middle }%
coverage-between = de { $middle }% a { $high }%
coverage-high = { $high }% ou mais
slope-never = Sem pontuação em nenhuma destas edições: { $names }.
