# Cada pontuação aberta até os registros de que foi lida.

section-opened = Anexo: as células prioritárias, abertas
opened-lead = De que se compõe a pontuação de cada célula das prioridades recomendadas: cada parte com sua pontuação, seu peso sob o nó superior e o que lhe acrescenta; junto a cada indicador, o valor, o período, a fonte, a avaliação e o arquivo com sua linha. As contribuições completam a pontuação do nó superior.
opened-title = Cada pontuação, aberta
opened-rows = Registros de evidência
opened-missing = Sem dado: { $names }.
opened-raters = { $n ->
    [1] { $count } avaliador
   *[other] { $count } avaliadores
}
col-contribution = Contribuição
col-evidence = Evidência
col-number = N.º
col-value = Valor
col-period = Período
col-place = Arquivo e linha
