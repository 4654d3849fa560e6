# Textos das rodadas de coleta em português: o questionário que um painel recebe e o que propõe quem o prepara.

## What a round is drafted from: questions

collect-question-threat = { $name }: que extensão e que grau de organização teve esta atividade criminosa no território em { $edition }?
collect-question-impact = { $name }: qual foi a gravidade do que esta atividade criminosa causou às pessoas, à economia, ao meio ambiente e às instituições do território em { $edition }?
collect-question-exposure = { $name }: em que medida esta condição favoreceu o crime organizado no território em { $edition }?
collect-question-response = { $name }: que capacidade real houve no território em { $edition }, pelo alcance, pelos meios e pelos resultados?

## What a round is drafted from: points of the scale, 0 to 10

collect-anchor-threat-0 = Não há nenhum indício no território.
collect-anchor-threat-1 = Casos isolados, sem organização por trás.
collect-anchor-threat-2 = Casos esporádicos; no máximo, grupos de ocasião.
collect-anchor-threat-3 = Repete-se em poucos lugares; grupos locais pequenos.
collect-anchor-threat-4 = Enraizada em poucos lugares; grupos com divisão de tarefas.
collect-anchor-threat-5 = Enraizada em vários lugares; grupos estáveis com renda regular.
collect-anchor-threat-6 = Espalhada por uma parte do território; grupos com vínculos em outras regiões.
collect-anchor-threat-7 = Espalhada por boa parte do território; grupos estruturados, alguns com vínculos no exterior.
collect-anchor-threat-8 = Na maior parte do território; os grupos controlam parte do mercado com violência ou corrupção.
collect-anchor-threat-9 = Em quase todo o território; poucos grupos dominam o mercado e influenciam autoridades.
collect-anchor-threat-10 = Em todo o território; os grupos controlam o mercado e o Estado não o disputa.
collect-anchor-impact-0 = Não se conhece nenhum dano.
collect-anchor-impact-1 = Dano mínimo em casos isolados, sem sequelas.
collect-anchor-impact-2 = Dano leve, a poucas pessoas ou em um só lugar.
collect-anchor-impact-3 = Dano leve, mas repetido ou em vários lugares.
collect-anchor-impact-4 = Dano moderado em poucos lugares ou a um só setor.
collect-anchor-impact-5 = Dano moderado em vários lugares ou a vários setores.
collect-anchor-impact-6 = Dano considerável: muitas vítimas ou perdas altas.
collect-anchor-impact-7 = Dano grave e repetido: mortes ou lesões graves, ou perdas que arruínam as vítimas.
collect-anchor-impact-8 = Dano grave em boa parte do território; comunidades ou instituições afetadas.
collect-anchor-impact-9 = Dano muito grave e duradouro na maior parte do território.
collect-anchor-impact-10 = Dano extremo: entre o que de mais grave sofre o território, com efeitos difíceis de reverter.
collect-anchor-exposure-0 = A condição não ocorre, ou não favorece o crime organizado.
collect-anchor-exposure-1 = Ocorre em casos isolados; quase não o favorece.
collect-anchor-exposure-2 = Ocorre em poucos lugares; favorece-o muito pouco.
collect-anchor-exposure-3 = Ocorre em poucos lugares; favorece-o um pouco.
collect-anchor-exposure-4 = Ocorre em vários lugares; favorece-o de forma perceptível.
collect-anchor-exposure-5 = Ocorre em uma parte do território; é um fator entre outros.
collect-anchor-exposure-6 = Ocorre em boa parte do território; é um fator de peso.
collect-anchor-exposure-7 = Ocorre na maior parte do território; os grupos a aproveitam com regularidade.
collect-anchor-exposure-8 = Ocorre na maior parte do território; os grupos dependem dela.
collect-anchor-exposure-9 = Ocorre em quase todo o território; está entre os fatores principais.
collect-anchor-exposure-10 = Ocorre em todo o território; sem ela não se explica o crime organizado.
collect-anchor-response-0 = Não existe: nem norma, nem órgão, nem meios.
collect-anchor-response-1 = Há apenas intenções declaradas.
collect-anchor-response-2 = Há normas, sem órgão nem meios que as apliquem.
collect-anchor-response-3 = Há um órgão, quase sem pessoal nem orçamento.
collect-anchor-response-4 = Funciona em poucos lugares ou casos; os resultados são raros.
collect-anchor-response-5 = Funciona em parte do território; resultados irregulares.
collect-anchor-response-6 = Funciona na maior parte do território, com carências notáveis.
collect-anchor-response-7 = Funciona em todo o território, com pessoal e orçamento próprios; resultados regulares.
collect-anchor-response-8 = Além disso, pessoal especializado e coordenação com outros órgãos; resultados sustentados.
collect-anchor-response-9 = Além disso, avalia-se e corrige-se; os resultados são claros.
collect-anchor-response-10 = Capacidade plena: especializada, bem equipada e avaliada; não se conhece carência importante.

## What a round is drafted from: invented cases

collect-vignette-threat-a = Em um país litorâneo, a polícia desarticula a cada ano três ou quatro grupos pequenos dedicados a esta atividade. Atuam em duas cidades portuárias, cada um por conta própria, e se dissolvem quando quem os dirige é preso. No resto do país não há denúncias nem indícios.
collect-vignette-threat-b = Em um país de tamanho médio, duas organizações repartem entre si esta atividade em quase todas as províncias. Pagam a funcionários públicos, impõem taxas a quem quer trabalhar por conta própria e punem com violência quem não paga. Têm sócios em três países vizinhos.
collect-vignette-impact-a = Em um país, as vítimas desta atividade são algumas dezenas de comércios de uma mesma cidade. As perdas são pequenas e quase todas são recuperadas em poucos meses; ninguém ficou ferido e os serviços públicos funcionam normalmente.
collect-vignette-impact-b = Em um país, esta atividade causou dezenas de mortes em um ano e obrigou milhares de famílias a deixar suas casas. Em quatro de suas dez regiões as escolas fecham por temporadas e os prefeitos não conseguem exercer o cargo sem escolta.
collect-vignette-exposure-a = Em um país, esta condição ocorre em dois municípios de fronteira com pouca população. A polícia conhece um punhado de casos em que algum grupo a aproveitou; nas demais fronteiras há controles que funcionam.
collect-vignette-exposure-b = Em um país, esta condição ocorre em quase todas as regiões. Os grupos contam com ela para movimentar mercadorias, dinheiro e pessoas, e as investigações dos últimos anos a apontam repetidamente como a razão de seus negócios durarem.
collect-vignette-response-a = Em um país, uma lei de seis anos atrás cria uma unidade para esta tarefa. A unidade tem oito pessoas na capital, que cuidam também de outros assuntos, e nenhum orçamento próprio. No ano passado atendeu onze casos; fora da capital ninguém a conhece.
collect-vignette-response-b = Em um país, trezentas pessoas com formação específica se dedicam a esta tarefa em todas as regiões, com orçamento próprio e um sistema comum de informação. A cada ano publicam seus resultados, que melhoram, e uma inspeção externa corrige as falhas. Em duas regiões afastadas ainda faltam meios.

## Columns of the workbook

collect-column-id = Identificador
collect-column-territory = Código do território
collect-column-crime-area = Código da área
collect-column-indicator = Código do indicador
collect-column-number = N.º
collect-column-territory-name = Território
collect-column-crime-area-name = Área criminal
collect-column-question = Pergunta
collect-column-previous = Edição anterior
collect-column-own-best = Seu melhor valor
collect-column-own-low = Seu mínimo
collect-column-own-high = Seu máximo
collect-column-panel-raters = Avaliadores
collect-column-panel-median = Mediana do painel
collect-column-panel-low-quartile = Quartil inferior
collect-column-panel-high-quartile = Quartil superior
collect-column-panel-reasons = Motivos do painel
collect-column-best = Melhor valor
collect-column-low = Mínimo plausível
collect-column-high = Máximo plausível
collect-column-confidence = Segurança (%)
collect-column-reliability = Confiabilidade da fonte
collect-column-credibility = Credibilidade do dado
collect-column-tlp = Marca TLP
collect-column-reason = Motivo

## What the columns to be filled in take

collect-fill-best = Um número da escala, ou uma das palavras abaixo. Vazia: sem resposta.
collect-fill-low = O mais baixo que ainda lhe parece plausível; não mais que o melhor valor.
collect-fill-high = O mais alto que ainda lhe parece plausível; não menos que o melhor valor.
collect-fill-confidence = De 50 a 100: em quantos de cada 100 casos assim a realidade ficaria entre o mínimo e o máximo.
collect-fill-reliability = Quanto se pode confiar na fonte pela qual o sabe (tabela abaixo). Pode ficar vazia.
collect-fill-credibility = Quanto se pode acreditar no que ela diz (tabela abaixo). Pode ficar vazia.
collect-fill-tlp = Só se esta linha exige mais reserva que { $handling }, a marca de toda a rodada.
collect-fill-reason = Uma ou duas frases: em que se baseia. Sem nomes de pessoas, vítimas ou fontes.

## The guide

collect-title = Questionário de avaliação
collect-title-second = Questionário de avaliação: segunda etapa
collect-subtitle = Rodada { $round } · edição { $edition } · painel { $panel }
collect-progress = Respondidas
collect-progress-note = Quantas linhas já têm um melhor valor, e de quantas.
collect-what-title = O que é isto
collect-what-text = { $n ->
    [1] Pede-se que avalie, segundo o que sabe pelo seu trabalho, { $count } questão sobre o território do seu painel ({ $territories }), na aba “Ratings”. Não é preciso preparação nem dados: conta o seu julgamento profissional.
   *[other] Pede-se que avalie, segundo o que sabe pelo seu trabalho, { $count } questões sobre o território do seu painel ({ $territories }) e outros casos, na aba “Ratings”. Não é preciso preparação nem dados: conta o seu julgamento profissional. Uma hora costuma bastar; pode salvar e continuar outro dia.
}
collect-blocks = Responda na ordem da aba. Primeiro, casos inventados: os mesmos para todos os painéis; mostram se um painel é mais severo que outro, não descrevem nenhum país e nunca entram na avaliação. Depois, o seu território. No fim, territórios de outros painéis: responda com o que souber, mesmo que seja pouco; servem para que os países sejam comparáveis.
collect-second-text = Na primeira etapa, os avaliadores do seu painel divergiram nas linhas deste questionário. Cada linha mostra a sua resposta de então, a mediana e os quartis do painel e os motivos apresentados, sem dizer de quem são. Leia-os e responda de novo: pode mudar de opinião ou mantê-la. Não se busca o consenso, mas o seu melhor julgamento. A confiabilidade, a credibilidade e a marca que deixar em branco ficam como na primeira etapa.
collect-how-title = Como responder
collect-how-1 = Escolha na aba “Round” o pseudônimo que recebeu da sua coordenação, por exemplo { $example }. Nunca escreva o seu nome.
collect-how-1-second = Na aba “Round” já está o seu pseudônimo, { $example }. Não o altere.
collect-how-2 = Ponha primeiro o seu melhor valor, um ponto da escala. A escala está mais abaixo e também no comentário de cada célula.
collect-how-3 = Pense depois no mais baixo e no mais alto que ainda lhe parecem plausíveis. Um intervalo largo não é erro: diz quanto se sabe.
collect-how-4 = Diga por último com que segurança afirmaria que a realidade fica entre os dois.
collect-columns-title = O que se escreve em cada coluna
collect-head-column = Coluna
collect-head-meaning = O que se escreve
collect-words-title = Quando não há um número
collect-head-word = Palavra
collect-word-unknown = Perguntaram-lhe e não consegue julgar. Vale mais que um número ao acaso.
collect-word-not-applicable = A pergunta não se coloca: por exemplo, pesca em um país sem mar nem rios.
collect-word-nil = Sabe com certeza que não existe. Um 0 diz que não há indícios; “nil”, que foi verificado.
collect-scale-title = A escala
collect-head-point = Valor
collect-head-anchor = O que significa
collect-areas-title = As áreas criminais
collect-areas-note = ICCS: Classificação Internacional de Crimes para Fins Estatísticos (UNODC, 2015).
collect-head-area = Área criminal
collect-head-iccs = ICCS
collect-no-iccs = não tem categoria própria
collect-grades-title = Graduação de fontes
collect-marks-title = Marcas de tratamento (TLP 2.0)
collect-head-mark = Marca
collect-mark-clear = Pode ser divulgado sem limite.
collect-mark-green = Pode ser divulgado dentro da comunidade, não em público.
collect-mark-amber = Dentro da organização e com quem trabalha com ela, se precisar saber.
collect-mark-amber-strict = Só dentro da organização, se for preciso saber.
collect-mark-red = Só para quem o recebe diretamente.
collect-after-title = O que acontece com as suas respostas
collect-after-text = Voltam à sua coordenação e entram na avaliação com o seu pseudônimo e com a marca { $handling }, ou com a mais estrita que você puser. Os relatórios dizem quantas pessoas avaliaram cada ponto e quanto divergem, nunca quem são nem que motivos deram. Os motivos são mostrados, sem autor, apenas ao seu próprio painel se houver uma segunda etapa.
collect-return-title = Como devolver
collect-return-text = Salve o arquivo como .xlsx e envie-o a quem o mandou, pelo canal que a sua marca permite. Não mude os nomes das abas nem insira linhas ou colunas. Se depois enviar outra versão, a última substitui a anterior.

## The sheet Round

collect-round-schema = Versão deste formato
collect-round-round = Rodada
collect-round-panel = Painel
collect-round-language = Idioma
collect-round-method-sha256 = Impressão digital do método
collect-round-second = Se é a segunda etapa
collect-round-rater = O seu pseudônimo: escolha o que recebeu da sua coordenação; nunca o seu nome
collect-round-issued-from = Impressão digital do que se pergunta
collect-round-note = O resto desta aba é lido pelo programa que recebe o arquivo: não o altere.
collect-case = Caso { $n }
collect-all-areas = Todas
collect-bridge = { $name } (outro painel)
collect-reasons-withheld = { $n ->
    [1] (Há mais { $count } motivo que não aparece aqui: a sua marca é mais estrita que { $handling }.)
   *[other] (Há mais { $count } motivos que não aparecem aqui: a sua marca é mais estrita que { $handling }.)
}
collect-reasons-unfit = { $n ->
    [one] (Há mais { $count } motivo que não cabe na célula: está com a coordenação.)
   *[other] (Há mais { $count } motivos que não cabem na célula: estão com a coordenação.)
}
collect-not-applicable-said = { $n ->
    [one] ({ $count } pessoa do painel indicou que não se aplica.)
   *[other] ({ $count } pessoas do painel indicaram que não se aplica.)
}
collect-not-summed = { $n ->
    [one] (Há mais { $count } avaliação que não é resumida aqui: a sua marca é mais estrita que { $handling }.)
   *[other] (Há mais { $count } avaliações que não são resumidas aqui: a sua marca é mais estrita que { $handling }.)
}
collect-too-few = (Não se mostram mediana nem quartis: com menos de três avaliações seria possível saber o que cada pessoa avaliou.)

## The sheet Weights

collect-how-weights = Diga na aba “Weights” quanto pesam as partes da avaliação; a própria aba explica como.
collect-weights-title = Quanto pesa cada parte
collect-weights-what = O resultado é calculado a partir de partes, e cada uma tem um peso. Pergunta-se quanto importam, no seu julgamento, as partes de: { $nodes }. Não pense em um território específico: os pesos valem para todos.
collect-weights-how-direct = Dê a cada parte um peso: um número a partir de 0. Só contam as proporções: 2 pesa o dobro de 1.
collect-weights-how-budget = Distribua 100 pontos entre as partes de cada componente: mais pontos, mais importância. À direita aparece a soma.
collect-weights-how-swing = Imagine que cada parte passa do ponto mais baixo ao mais alto de sua escala. Dê 100 à parte cuja passagem mais importa e a cada uma das demais, de 0 a 100, o quanto importa a sua em comparação.
collect-weights-how-rank = Ordene as partes de cada componente: 1 é a que mais importa. Se duas importam o mesmo, dê a elas o mesmo número.
collect-weights-how-ahp = Compare as partes de duas em duas. Escolha qual importa mais e diga quantas vezes: 1, o mesmo; 3, um pouco mais; 5, bem mais; 7, muito mais; 9, muitíssimo mais; 2, 4, 6 e 8 ficam no meio. Com 1 não é preciso escolher.
collect-weights-how-bwm = Escolha em cada componente a parte que mais importa e a que menos importa. Diga depois, de 1 (o mesmo) a 9 (muitíssimo mais), quanto mais importa a primeira do que cada uma das demais e quanto mais importa cada uma do que a última. A linha que compara uma parte consigo mesma fica vazia.
collect-weights-whole = Responda cada componente por completo ou, se não puder julgá-lo, deixe-o vazio: contam os demais. O que responder aqui não muda as pontuações da aba “Ratings”.
collect-weights-column-node = Código do componente
collect-weights-column-child = Código da parte
collect-weights-column-other = Código da outra parte
collect-weights-column-node-name = Componente
collect-weights-column-child-name = Parte
collect-weights-column-other-name = Outra parte
collect-weights-question = Pergunta
collect-weights-choice-ahp = Qual importa mais
collect-weights-choice-bwm = Parte escolhida
collect-weights-value-direct = Peso
collect-weights-value-budget = Pontos
collect-weights-value-swing = Pontos
collect-weights-value-rank = Ordem
collect-weights-value-ahp = Quantas vezes
collect-weights-value-bwm = Quantas vezes
collect-weights-sum = Soma
collect-weights-greatest = O maior
collect-weights-best = Que parte importa mais?
collect-weights-worst = Que parte importa menos?
collect-weights-from-best = A primeira diante de { $name }: quanto mais importa?
collect-weights-to-worst = { $name } diante da última: quanto mais importa?
collect-weights-check-direct = Um número a partir de 0.
collect-weights-check-budget = Pontos de 0 a 100; os de um componente somam 100.
collect-weights-check-swing = Um número de 0 a 100; a parte que mais importa tem 100.
collect-weights-check-rank = Escolha uma posição da lista: 1 é a parte que mais importa.
collect-weights-check-ahp = Um número de 1 (o mesmo) a 9 (muitíssimo mais).
collect-weights-check-bwm = Um número de 1 (o mesmo) a 9 (muitíssimo mais).

## Messages of drop-downs and checks

collect-check-title = Confira este dado
collect-check-best = Um número da escala, de { $low } a { $high }, ou unknown, not_applicable ou nil.
collect-check-low = Um número de { $low } a { $high } que não passe do melhor valor.
collect-check-high = Um número de { $low } a { $high } que não seja menor que o melhor valor.
collect-check-confidence = Um número de 50 a 100, sem o sinal %.
collect-check-list = Escolha uma das opções da lista.
collect-check-rater = Um pseudônimo como R3, não um nome.

## The form for ODK and Kobo

collect-form-title = Rodada { $round }, painel { $panel }
collect-form-language = Português
collect-form-rater = O seu pseudônimo, o que recebeu da sua coordenação (por exemplo R3). Nunca o seu nome.
collect-form-rater-check = Um pseudônimo: letras sem acento, algarismos, hifens ou sublinhados; 12 sinais no máximo.
collect-form-case = Caso { $n }: { $text }
    { $question } Melhor valor, de { $low } a { $high }.
collect-form-best = { $territory }, { $area }. { $question } Melhor valor, de { $low } a { $high }.
collect-form-low = Mínimo plausível
collect-form-high = Máximo plausível
collect-form-word-unknown = Não consigo julgar (unknown)
collect-form-word-not-applicable = A pergunta não se coloca (not_applicable)
collect-form-word-nil = Sei com certeza que não existe (nil)
collect-form-confidence = Segurança de que a realidade fica entre os dois, em % (de 50 a 100)

## Grades

collect-grades-reliability = Confiabilidade da fonte
collect-grades-credibility = Credibilidade do dado
collect-reliability-admiralty-A = Inteiramente confiável
collect-reliability-admiralty-B = Normalmente confiável
collect-reliability-admiralty-C = Razoavelmente confiável
collect-reliability-admiralty-D = Normalmente não confiável
collect-reliability-admiralty-E = Não confiável
collect-reliability-admiralty-F = Não se pode julgar
collect-credibility-admiralty-1 = Confirmado por outras fontes
collect-credibility-admiralty-2 = Provavelmente verdadeiro
collect-credibility-admiralty-3 = Possivelmente verdadeiro
collect-credibility-admiralty-4 = Duvidoso
collect-credibility-admiralty-5 = Improvável
collect-credibility-admiralty-6 = Não se pode julgar
collect-reliability-4x4-A = Sem nenhuma dúvida, ou confiável em todos os casos
collect-reliability-4x4-B = Confiável na maioria dos casos
collect-reliability-4x4-C = Não confiável na maioria dos casos
collect-reliability-4x4-X = Não se pode julgar
collect-credibility-4x4-1 = Exatidão fora de dúvida
collect-credibility-4x4-2 = A fonte o conhece diretamente, quem informa não
collect-credibility-4x4-3 = A fonte não o conhece diretamente, mas está corroborado
collect-credibility-4x4-4 = A fonte não o conhece diretamente e não se pode corroborar
collect-reliability-5x5x5-A = Sempre confiável
collect-reliability-5x5x5-B = Quase sempre confiável
collect-reliability-5x5x5-C = Às vezes confiável
collect-reliability-5x5x5-D = Não confiável
collect-reliability-5x5x5-E = Fonte não testada
collect-credibility-5x5x5-1 = Verdadeiro sem reservas
collect-credibility-5x5x5-2 = A fonte o conhece diretamente, quem informa não
collect-credibility-5x5x5-3 = A fonte não o conhece diretamente, mas está corroborado
collect-credibility-5x5x5-4 = Não se pode julgar
collect-credibility-5x5x5-5 = Suspeita-se que seja falso
collect-reliability-3x5x2-1 = Confiável
collect-reliability-3x5x2-2 = Não testada
collect-reliability-3x5x2-3 = Não confiável
collect-credibility-3x5x2-A = Conhecido diretamente
collect-credibility-3x5x2-B = Conhecido indiretamente, mas corroborado
collect-credibility-3x5x2-C = Conhecido indiretamente
collect-credibility-3x5x2-D = Não conhecido
collect-credibility-3x5x2-E = Suspeita-se que seja falso

## What is received

collect-source-title = Rodada de especialistas { $round }

## The page for whoever coordinates a round

status-kicker = Página da coordenação
status-skip = Ir para os próximos passos
status-private = Esta página identifica os avaliadores pelo pseudônimo. Destina-se a quem coordena a rodada e não deve circular entre leitores nem entre painéis.
status-part = { $part } de { $whole }
status-panel = Painel
status-panels-heard = Painéis com respostas
status-raters = Avaliadores
status-rows = Linhas
status-answers = Linhas respondidas
status-unknown = Destas, “unknown”
status-all-items = Total
status-alpha = Alfa de Krippendorff
status-interval = Intervalo de 95%
status-icc = ICC(A,1)
status-w = W de Kendall
status-median = Mediana
status-quartiles-head = Quartis
status-quartiles = quartis: { $quartiles }

status-next = Próximos passos
status-waiting = Faltam respostas. Avaliadores que já responderam: { $panels }.
status-waiting-panel = { $panel } ({ $part })
status-differ = { $n ->
    [1] Em uma linha, os avaliadores de um mesmo painel divergem em mais de um quinto da escala: convém uma segunda etapa.
   *[other] Em { $count } linhas, os avaliadores de um mesmo painel divergem em mais de um quinto da escala: convém uma segunda etapa.
}
status-differ-still = { $n ->
    [1] Há respostas da segunda etapa; os avaliadores de um mesmo painel ainda divergem em uma linha. Não é preciso que coincidam: a divergência se reflete na incerteza dos resultados.
   *[other] Há respostas da segunda etapa; os avaliadores de um mesmo painel ainda divergem em { $count } linhas. Não é preciso que coincidam: a divergência se reflete na incerteza dos resultados.
}
status-close = Todos os avaliadores previstos responderam e nenhuma linha requer uma segunda etapa: a rodada pode ser encerrada.

status-complete = Quem respondeu o quê
status-complete-lead = Percentual de linhas respondidas, entre as que cabem aos avaliadores previstos de cada painel. Uma resposta “unknown” conta como resposta.
status-weights = Pesos: nenhum avaliador os deu ainda.
status-weights-given = Deram pesos: { $raters }.

status-agreement = Grau de concordância
status-agreement-lead = Concordância entre todos os avaliadores que responderam às mesmas linhas, incluídos os casos inventados e os territórios de outros painéis.
status-agreement-note = Alfa: 1 é concordância em todas as linhas; 0, a que o acaso daria; a partir de 0,8 é considerada confiável e abaixo de 0,667 não permite conclusões (Krippendorff). ICC(A,1): nas linhas a que todos responderam. W: entre os que responderam a todas as linhas; 1 é uma mesma ordem. Um traço indica que a medida não está definida.

status-spread = Dispersão por indicador e painel
status-spread-lead = Distância de cada resposta à mediana do seu painel na mesma linha, apenas de territórios próprios e de linhas com duas respostas ou mais. A caixa abrange a metade central das respostas; as linhas chegam às mais afastadas.
status-spread-title = Dispersão das respostas: { $item }
status-spread-alt = Diagrama de caixas de { $item }: distância das respostas à mediana do seu painel, com uma caixa por painel ({ $count }).
status-spread-axis = Distância à mediana do painel, em pontos da escala

status-severity = Severidade dos avaliadores
status-severity-lead = Quanto cada avaliador pontua mais alto (+) ou mais baixo (−) que os demais com os quais pode ser comparado, em pontos de 0 a 100, com o intervalo de 95%. Só se comparam linhas respondidas por vários; as estimativas são prudentes e se aproximam de 0 quando há poucas respostas.
status-severity-alt = Severidade estimada de { $count } avaliadores, cada uma com o seu intervalo de 95%.
status-severity-axis = Severidade, em pontos de 0 a 100
status-severity-none = sem estimativa
status-severity-nothing = Não é possível estimar: ainda não há linhas suficientes respondidas por vários avaliadores.
status-severity-apart = Avaliadores que nenhuma linha em comum permite comparar com outros painéis: { $count } (painéis: { $panels }).
status-severity-parts = Os avaliadores formam { $count } grupos sem linhas em comum: a severidade só se compara dentro de cada grupo.

status-differences = Divergências
status-differences-lead = Linhas de territórios próprios em que os quartis de um painel distam mais de um quinto da escala, ou um avaliador ao menos dois quintos da mediana, primeiro as de maior distância. São as que uma segunda etapa perguntaria de novo.
status-differences-none = Em nenhuma linha os avaliadores de um mesmo painel divergem em mais de um quinto da escala.
status-more = { $n ->
    [1] E mais uma linha.
   *[other] E mais { $count } linhas.
}
