# Textos da calibração dos intervalos, em português. Um identificador por frase; os números chegam já formatados.

## Whether the intervals hold what they promise

section-calibration = Os intervalos cumprem o que prometem?
calibration-lead = Um intervalo de { $level }% deve conter a verdade em { $level } de cada 100 casos. Para saber se é assim, uma parte dos { $rows } números conhecidos foi apagada ao acaso, de { $least } a { $most }%, e a avaliação foi calculada de novo, { $runs } vezes com { $draws } simulações cada uma: a pontuação obtida com toda a evidência está dentro do intervalo do cálculo a que falta uma parte? Contam apenas as pontuações da edição { $edition } que perderam evidência. Além disso, indicadores conhecidos foram ocultados, um décimo de cada vez, e previstos como se prevê sempre o que falta.
calibration-title = Cobertura dos intervalos por nó, edição { $edition }
calibration-alt = { $count } nós em linhas; de cada um, a parte dos valores previstos que estão dentro do seu intervalo, cujo nível nominal é { $level }%. A menor é { $least }%: “{ $node }”, { $kind }.
calibration-caption = À direita da linha os intervalos são mais largos do que o necessário; à esquerda, estreitos demais. As hastes são o intervalo de 95% da cobertura, conforme varia entre os cálculos.
calibration-nominal = nível nominal, { $level }%
calibration-cells = pontuações por território e área criminal
calibration-territories = pontuações de territórios
calibration-areas = pontuações de áreas criminais
calibration-regions = pontuações de regiões e grupos
calibration-leaves = indicadores ocultados
calibration-leaves-series = indicadores ocultados, sem o resto da sua série
calibration-measures = Como as simulações preveem o que foi retido; as distâncias são pontos da escala
calibration-terciles = Indicadores ocultados segundo o que dizem os demais indicadores do seu nó: a previsão é puxada para o centro?
calibration-low = baixos
calibration-middle = intermediários
calibration-high = altos
calibration-note = Cobertura: parte dos valores que estão dentro do intervalo. Viés: média das simulações menos o valor. Largura: largura média do intervalo, a sua nitidez. CRPS: pontuação contínua de probabilidade ordenada (continuous ranked probability score), 0 no melhor caso; penaliza tanto o intervalo que erra quanto o que é largo (Gneiting e Raftery, Journal of the American Statistical Association 102, 2007).
calibration-tables = Por nó e segundo o que foi apagado: tables/calibration.csv e calibration_terciles.csv.
col-foretold = O que se prevê
col-foretold-count = Valores
col-interval-coverage = Cobertura
col-below = Abaixo
col-above = Acima
col-bias = Viés
col-rmse = REQM
col-width = Largura
col-crps = CRPS
col-siblings = Os demais do nó
