# Em que se apoia uma pontuação, o que falta ao lado dela e o que se sabe de ambas as coisas.

## The point and the draws

point-beside = O que se conhece dá { $score }; com o que falta, { $median } ({ $low }–{ $high }).
point-beside-of = { $name }: o que se conhece dá { $score }; com o que falta, { $median } ({ $low }–{ $high }).
points-beside = Pontuações na borda do seu intervalo
median-interval = { $median } ({ $interval })
interval-median-label = Mediana das simulações: { $median }; intervalo de 90%: { $interval }
col-draws-median = Mediana das simulações

## What a confidence is made of

quality-of = Qualidade da evidência { $of } de 100: { $parts }
quality-grade-all = { $grade }
quality-grade-most = sobretudo { $grade } (a pior, { $worst })
quality-grade-none-worse = sobretudo { $grade }, nenhuma pior
quality-age = { $n ->
    [0] do mesmo ano
    [1] de há 1 ano
   *[other] de há { $years } anos
}
quality-ages = { $n ->
    [1] idade mediana de 1 ano (máxima { $oldest })
   *[other] idade mediana de { $years } anos (máxima { $oldest })
}
quality-source = { $n ->
    [1] uma única fonte
   *[other] { $count } fontes independentes
}
quality-source-each = { $n ->
    [1] uma única fonte por dado
   *[other] { $count } fontes independentes por dado
}
quality-sources-each = de { $fewest } a { $most } fontes independentes por dado
quality-missing = { $share }% do peso não tem evidência e conta como 0
quality-counts = não passa de baixa, porque são apenas contagens de atuação policial ou judicial
confidence-meaning = A confiança é a qualidade da evidência, de 0 a 100: avaliação da fonte e do dado, idade e corroboração, com 0 para o que falta. É baixa abaixo de { $moderate }, média a partir de { $moderate } e alta a partir de { $high }. Não diz se uma pontuação é alta ou baixa.
ungraded-newer = { $name } ({ $period }): este dado não tem avaliação, o que conta como { $trust } de 100; o anterior, de { $older } e avaliado { $grade }, conta como { $older_trust } e não é usado

## Distance to the floors

floors-title = Distância à cobertura mínima
floors-lead = Um território só tem “{ $root }” se a sua cobertura chega ao mínimo que o método pede. Quanto mais perto está, mais a sua posição depende de um único dado: a última coluna nomeia os indicadores que o decidem sozinhos.
floors-table = Territórios mais próximos da cobertura mínima de “{ $root }”, edição { $edition }
floors-cells = { $assessed } células têm “{ $root }”: { $fragile } delas a perderiam se faltasse um único dos seus indicadores. De { $gaps } lacunas, { $near } a teriam com um único indicador a mais.
floors-lost = { $n ->
    [1] a perderia se faltasse: { $names }
   *[other] a perderia se faltasse qualquer um destes: { $names }
}
floors-gained = { $n ->
    [1] a teria com: { $names }
   *[other] a teria com qualquer um destes: { $names }
}
floors-none = nenhum indicador sozinho
floors-more = { $names } e mais { $count }
floors-leaf-area = { $name } ({ $area })
col-margin = Distância, em pontos percentuais
col-deciding = Decidem sozinhos

## What is known of the data set

caveats-low = Sabe-se que sai baixo demais
caveats-high = Sabe-se que sai alto demais
caveats-unclear = Sabe-se que erra, mas não em que sentido

## Judgement

judgement-title = O que se apoia em julgamento de especialistas
judgement-lead = { $cells } células se apoiam, no todo ou em parte, em avaliações de pessoas: { $raters } avaliadores de { $panels } painéis. A distância entre suas avaliações de uma mesma coisa faz parte de cada intervalo.
judgement-cells = Células que se apoiam em avaliações, primeiro as de maior dispersão, edição { $edition }
judgement-more = As { $shown } de maior dispersão; todas estão em tables/indicators.csv, nas últimas colunas.
judgement-adjusted-lead = Há avaliadores que veem mais em tudo do que os outros. A partir do que vários avaliaram (células, territórios de outros painéis, vinhetas) estima-se quanto mais, e isso é descontado de suas avaliações antes de reuni-las.
judgement-apart = Os avaliadores formam { $n } grupos que não avaliaram nada em comum: a severidade só é comparada dentro de cada grupo e nada é ajustado entre eles.
judgement-ranking = “{ $root }” sem a severidade dos avaliadores e com ela
judgement-panels = Severidade por painel, em pontos: acima de 0, seus avaliadores veem mais do que os outros
col-rated-indicators = Indicadores avaliados
col-raters = Avaliadores
col-widest-spread = Maior dispersão, pontos
col-adjusted = Maior ajuste, pontos
col-rank-unadjusted = Posição sem ajuste
col-score-unadjusted = Pontuação sem ajuste
col-panel = Painel
col-severity-mean = Severidade média
col-severity-least = Menor
col-severity-most = Maior

raters-pool = Reunião de avaliações
raters-pool-panel = cada simulação toma a mediana de avaliadores extraídos do painel com reposição
raters-pool-linear = cada simulação toma a opinião de um avaliador
raters-adjust = Severidade dos avaliadores
raters-adjust-none = as avaliações ficam como foram dadas
raters-adjust-severity = é estimada a partir do que vários avaliaram e descontada
raters-panel-sd = Erro comum de um painel (pontos)
raters-range-level = O que se supõe que um intervalo sem confiança abrange (%)
