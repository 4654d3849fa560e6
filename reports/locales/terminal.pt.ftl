# O que a linha de comando diz às pessoas em torno de resultados e achados.

terminal-demonstration = nenhum projeto foi indicado e não há assessment.toml aqui: esta é a demonstração incluída
terminal-made-for-whole = versão para { $audience }: nenhuma linha foi reservada
terminal-made-for = versão para { $audience }: linhas reservadas: { $rows }; uma lacuna é algo reservado ou não conhecido
terminal-help = ajuda
terminal-times = ({ $times } vezes)
terminal-errors = { $n ->
    [one] 1 erro
   *[other] { $number } erros
}
terminal-warnings = { $n ->
    [one] 1 aviso
   *[other] { $number } avisos
}
terminal-notes = { $n ->
    [one] 1 nota
   *[other] { $number } notas
}
terminal-no-findings = sem achados
terminal-stdout = não é possível escrever na saída padrão: { $why }

## run

terminal-compared-with = comparado com { $previous }, aqui A; esta edição é B
terminal-deleted = excluído junto com o resultado anterior, como pede --replace: { $files }
terminal-assessed = { $n ->
   *[other] territórios: { $territories }; edições: { $editions }; pontuações: { $scores }; lacunas: { $gaps }; linhas de evidência utilizadas: { $used } de { $rows }; { $mark }
}
terminal-assessed-areas = { $n ->
   *[other] territórios: { $territories }; áreas criminais: { $areas }; edições: { $editions }; pontuações: { $scores }; lacunas: { $gaps }; linhas de evidência utilizadas: { $used } de { $rows }; { $mark }
}
terminal-aside = { $n ->
    [one] { $number } das pontuações está em um extremo do seu intervalo de 90% ou fora dele: leia também a sua mediana (point_in_interval em tables/scores.csv)
   *[other] { $number } das pontuações estão em um extremo do seu intervalo de 90% ou fora dele: leia também a sua mediana (point_in_interval em tables/scores.csv)
}
terminal-to-read = avisos: { $warnings }; notas: { $notes }; veja tables/warnings.csv
terminal-stage-score = pontuações
terminal-stage-draw = simulações
terminal-stage-draw-groups = simulações (grupos)
terminal-stage-sensitivity = sensibilidade
terminal-stage-aggregations = agregações
terminal-stage-leave-one-out = exclusão de um em um
terminal-stage-weights-from-the-data = pesos segundo os dados
terminal-stage-weightings = ponderações

## rank

terminal-nothing-ranked = nada se classifica deste modo: o método não tem [rollup] para isso (`ideal rank --by units` classifica o que ele avalia)
terminal-rank-no-draws = sem simulações não se distinguem as diferenças dentro de um nível: indique --draws 10000
terminal-at-end = pontuação em um extremo do seu intervalo
terminal-outside = pontuação fora do seu intervalo
terminal-enforcement = só contagens de atuação policial ou judicial
terminal-not-ranked-gap = sem classificação: lacuna
terminal-not-ranked-not-applicable = sem classificação: não se aplica
terminal-not-ranked-region = sem classificação: região
terminal-col-rank = posição
terminal-col-rank-low = de
terminal-col-rank-high = a
terminal-col-rank-median = pos. med.
terminal-col-tie-group = empate
terminal-col-clearly-above = supera
terminal-col-clearly-below = superado
terminal-col-name = nome
terminal-col-shown = pont.
terminal-col-median = mediana
terminal-col-low = mín.
terminal-col-high = máx.
terminal-col-band = nível
terminal-col-change = mudança
terminal-col-confidence = conf.
terminal-col-cov = cobert.

## gaps

terminal-gaps-value = valor: posições na classificação dos territórios que vale um desvio padrão do que se desconhece
terminal-gaps-floors = margem: a cobertura menos o seu mínimo; decisivos: indicadores que, cada um sozinho, tirariam ou dariam uma pontuação
terminal-gaps-floors-part = margem: a cobertura menos o seu mínimo; decisivos: indicadores que, cada um sozinho, tirariam ou dariam uma pontuação; `--floors` mostra todos os nós
terminal-cut = { $shown } de { $all }
terminal-col-territory = território
terminal-col-crime-area = área criminal
terminal-col-indicator = indicador
terminal-col-node = nó
terminal-col-reason = motivo
terminal-col-value = valor
terminal-col-verdict = parecer
terminal-col-coverage = cobertura
terminal-col-min-coverage = cobertura mínima
terminal-col-margin = margem
terminal-col-deciding = decisivos
terminal-imputed = imputado
terminal-weak = fraco
terminal-is-assessed = avaliado
