# Por que uma pontuação se moveu, perspectivas e plano de coleta.

## Why a score moved

moved-title = Por que se moveu: indicadores que dizem outra coisa que na edição { $before }
moved-title-noise = Indicadores que dizem outra coisa que na edição { $before }; a mudança da pontuação não se distingue do ruído
moved-none = Nenhum indicador diz outra coisa que na edição { $before }.
moved-more = { $n ->
    [1] E mais { $count } indicador que se moveu menos.
   *[other] E mais { $count } indicadores que se moveram menos.
}
moved-value = { $value } ({ $period })
moved-item = { $name }, de { $before } para { $now } ({ $points } pontos)
moved-sentence = { $name }: { $moves }.
moved-movers = Quais indicadores mais se moveram em cada um desses territórios, com o valor e o período de antes e de agora:
col-points = Diferença, em pontos
col-cells-moved = Células

## Outlook

section-outlook = Perspectivas
outlook-lead = Isto não é uma previsão: nada do que segue diz o que vai acontecer. Diz o que se moveu além do ruído, quais pontuações estão tão perto da borda de um nível que as simulações não decidem de que lado estão, e quais séries se romperam.
outlook-no-draws = Sem simulações não se sabe quais diferenças são ruído nem quais níveis ficam em aberto: não há aqui palavras de probabilidade.
outlook-found = De { $total } linhas com pontuação: em alta além do ruído desde a edição { $before }, { $up }; em queda, { $down }; com mais de um nível em aberto segundo as simulações, { $crossing }.
outlook-table = “{ $root }”: tendência, níveis em aberto e quebras
outlook-all = Todos os territórios
outlook-up = em alta ({ $change }): { $word } ({ $share })
outlook-down = em queda ({ $change }): { $word } ({ $share })
outlook-up-plain = em alta ({ $change })
outlook-down-plain = em queda ({ $change })
outlook-no-trend = não se pode saber
outlook-band = { $band }: { $word } ({ $share })
outlook-note = Um nível aparece a partir de 5% das simulações. “Quebras” conta as séries de cada território que se romperam desde a edição anterior: ali uma mudança pode ser da série e não do fenômeno.
col-what = De que se trata
col-trend = Tendência
col-bands-open = Níveis em aberto
col-breaks = Quebras
rule-moved = Por que uma pontuação se moveu: os indicadores cujo valor ou período é outro que na edição anterior, primeiro os que mais pontos se movem em todas as células juntas; os pontos contam como o nó raiz os recebe (uma resposta entra invertida).
rule-outlook = Perspectivas: uma tendência aparece se em ao menos 80% das simulações a diferença passar do limiar do método; um nível, a partir de 5% das simulações.
rule-collection = Plano de coleta: o que falta ou é fraco, ordenado pelas posições na classificação que vale um desvio padrão do que não se sabe (peso vezes desvio vezes posições por ponto).

## Collection plan

section-collection = Plano de coleta
collection-lead = O que perguntar primeiro: o que falta ou é fraco, segundo o quanto sabê-lo moveria a classificação. É uma medida de primeira ordem: diz onde procurar, não o que se encontrará. A coluna do responsável fica vazia para ser preenchida.
collection-table = Plano de coleta, primeiro o que mais vale saber
collection-more = Há mais { $count } perguntas; `ideal gaps` as lista por território.
collection-ask = { $name }, para “{ $node }”
collection-why-missing = falta
collection-why-unknown = não pode ser julgado
collection-why-imputed = imputado
collection-why-censored = só se conhece um limite
collection-why-weak = confiança baixa
collection-from-prevalence = pesquisas, estudos acadêmicos e registros administrativos
collection-from-recorded = polícia, Ministério Público e órgão de estatística
collection-from-harm = saúde pública, medicina legal e registro civil
collection-from-enforcement = polícia, alfândega e Ministério Público
collection-from-response = ministérios, Judiciário e órgãos de controle
collection-from-context = órgão de estatística e organismos internacionais
collection-from-expert = painel de especialistas
collection-from-perception = pesquisas de percepção
col-order = N.º
col-ask = O que perguntar
col-where = Onde
col-why = Por quê
col-whom = A quem
col-worth = Vale, em posições (máx.)
col-owner = Responsável
