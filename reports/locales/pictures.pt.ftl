## Imagens da região

section-region = A região em resumo

## Imagens: o mapa

map-title = “{ $node }” no mapa, edição { $edition }
map-alt = Mapa de “{ $node }” na América Latina e no Caribe. { $n ->
    [0] { $known } territórios têm pontuação; não há nenhuma lacuna.
    [one] { $known } territórios têm pontuação; { $gaps } é uma lacuna e aparece hachurado.
   *[other] { $known } territórios têm pontuação; { $gaps } são lacunas e aparecem hachurados.
} Os mais altos: { $leaders }. A tabela da classificação traz todos os números.
map-caption = “{ $node }” na edição { $edition }. A cor e o número são a faixa, entre parênteses onde a confiança é baixa; o hachurado não se sabe; o que fica em branco não faz parte da avaliação. Fronteiras: Natural Earth, generalizadas; não se toma posição sobre nenhuma fronteira. Um território grande não é uma ameaça maior.
map-missing = Não estão no mapa: { $names }.
map-missing-many = { $count } territórios da avaliação não estão no mapa.
map-place = { $name }: { $about }
map-score = { $score }, { $band }
map-low = ({ $number })
map-scale = de { $low } a { $high }
map-outside = não faz parte da avaliação
map-projection = Projeção azimutal equivalente de Lambert, centrada em { $lon }° O { $lat }° S.
map-borders = Fronteiras: Natural Earth, generalizadas; não se toma posição sobre nenhuma fronteira.

## De que se compõe uma pontuação

waterfall-title = De que se compõe a pontuação de { $name }
waterfall-alt = O que soma a pontuação de { $name }, { $score }: { $parts }.
waterfall-caption = O que cada parte soma à pontuação, em pontos: sua parcela de uma soma ponderada. Os números impressos estão arredondados.
waterfall-caption-slopes = O que cada parte soma à pontuação, em pontos. Onde uma média não é aritmética, uma parte é seu valor vezes a inclinação da média nele (alocação de Euler), como imprime “ideal explain”: depende das outras partes, e as partes somam a pontuação. Os números impressos estão arredondados.
waterfall-dimensions = por dimensão
waterfall-areas = por área criminal
waterfall-score = pontuação
waterfall-others = { $n ->
    [one] mais { $count }
   *[other] outras { $count }
}
waterfall-table = De que se compõe a pontuação
col-adds = Soma
