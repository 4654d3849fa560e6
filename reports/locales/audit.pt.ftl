# Textos da auditoria estatística em português. Um identificador por frase; os números chegam formatados.

## The page of the statistical audit

audit-kicker = Auditoria estatística
audit-page = Auditoria estatística: { $title }
audit-skip = Ir ao que merece atenção
audit-back = Voltar ao relatório
audit-link = Auditoria estatística: os indicadores concordam e os pesos atuam como declarados?
audit-link-lead = Uma página própria mostra como se distribuem os números, como os indicadores concordam e quanto cada parte move de fato o seu conjunto.
audit-link-found = { $n ->
    [1] Aponta { $count } ponto.
   *[other] Aponta { $count } pontos.
}
audit-lead = Um índice soma muitos indicadores. Esta página pergunta, para a edição { $edition }, se são conhecidos, se concordam e se os pesos fazem o que dizem. Julga a construção do índice, não território algum.
audit-head-units = Unidades
audit-head-nodes = Nós
audit-head-pairs = Pares comparados
audit-head-flags = Sinais
audit-none = n/c
audit-none-long = não calculável
audit-none-note = significa “não calculável”: há valores de menos ou eles não variam. Não é um zero.
section-attention = O que merece atenção
section-known = Que números existem
section-spread = Como se distribuem os números
section-together = O que acompanha o quê
section-consistency = Cada grupo mede uma só coisa?
section-effective = Pesos declarados e pesos que atuam

## What deserves attention

attention-clean = Não há sinal algum: os números existem, nenhum valor extremo domina, as partes acompanham o seu conjunto e os pesos atuam mais ou menos como declarados.
attention-lead = { $n ->
    [1] { $count } sinal, primeiro o mais grave. Um sinal é uma pergunta a quem responde pelo método, não um erro por si só: uma correlação baixa pode ser o que o conceito pede.
   *[other] { $count } sinais, primeiro os mais graves. Um sinal é uma pergunta a quem responde pelo método, não um erro por si só: uma correlação baixa pode ser o que o conceito pede.
}
attention-group = { $title } ({ $count })
attention-more = { $n ->
    [1] Mais { $count } está em { $file }.
   *[other] Mais { $count } estão em { $file }.
}
attention-against = Partes que se movem contra o seu conjunto
attention-against-why = Onde o conjunto é alto, estas são baixas. Verifique se a direção é a correta ou se devem estar ali.
attention-against-line = “{ $a }” contra “{ $b }”: r = { $r }, em { $count } linhas
attention-contradict = Irmãos que se contradizem
attention-contradict-why = Ambos contam para o mesmo nó, mas onde um é alto o outro é baixo: na média, anulam-se.
attention-contradict-line = “{ $a }” e “{ $b }” sob “{ $node }”: r = { $r }, em { $count } linhas
attention-silent = Partes que quase não movem o seu conjunto
attention-silent-why = O seu peso efetivo é metade do declarado ou menos: quem lê pensará que contam mais do que contam.
attention-silent-line = “{ $a }” em “{ $node }”: declarado { $stated }%, efetivo { $effective }%
attention-dominates = Partes que dominam o seu conjunto
attention-dominates-why = O seu peso efetivo é o dobro do declarado ou mais.
attention-inconsistent = Grupos que não medem uma só coisa
attention-inconsistent-why = O alfa de Cronbach está abaixo de { $least }. Num grupo que quer mostrar uma coisa por vários lados é um defeito; num que reúne coisas distintas, não é.
attention-inconsistent-line = { $n ->
    [1] “{ $node }”: alfa { $alpha }, { $count } linha completa
   *[other] “{ $node }”: alfa { $alpha }, { $count } linhas completas
}
attention-outliers = Indicadores dominados por poucos valores extremos
attention-outliers-why = Quase todos os números estão juntos e poucos muito longe, de modo que a maioria das unidades parece igual; um logaritmo ou um tratamento de extremos pode ajudar, se a transformação do método já não o faz.
attention-outliers-line = “{ $a }”: assimetria { $skewness }, curtose { $kurtosis }
attention-unknown = Indicadores raramente conhecidos
attention-unknown-why = Menos de { $least }% das unidades têm um número: o que o índice diz ali apoia-se no resto.
attention-unknown-line = “{ $a }”: { $part } de { $whole }
attention-flat = Indicadores com pouca variação
attention-flat-why = Metade dos valores ou mais faltam ou são zero, ou há poucos distintos: o indicador distingue poucas unidades.
attention-flat-line = “{ $a }”: { $nonzero } de { $whole } diferentes de zero, { $unique } distintos
attention-twice = Irmãos que dizem o mesmo duas vezes
attention-twice-why = Sobem e descem tão juntos (r acima de { $high }) que um poderia sair, ou ambos partilhar um peso.
attention-apart = O mesmo sob dois nós
attention-apart-why = Indicadores de nós diferentes que sobem e descem tão juntos (r acima de { $high }) que o índice conta uma mesma coisa em dois lugares.
attention-apart-line = “{ $a }” sob “{ $one }” e “{ $b }” sob “{ $other }”: r = { $r }, em { $count } linhas
attention-weak = Partes que têm pouco a ver com o seu conjunto
attention-weak-why = A correlação está entre −{ $low } e { $low }: conhecer a parte não diz quase nada do conjunto.
attention-weak-line = “{ $a }” com “{ $b }”: r = { $r }, em { $count } linhas
attention-strangers = Irmãos que têm pouco a ver entre si
attention-strangers-why = Estão sob um mesmo nó mas não andam juntos; onde o nó reúne coisas distintas, assim deve ser.

## Tables and charts of the audit

known-lead = Quantas das unidades a que um indicador se aplica têm um número. Uma barra curta significa que ali o índice cala, não que ali nada aconteça.
known-table = Indicadores por nó: conhecidos, diferentes de zero, distintos; edição { $edition }
known-shared = Um indicador que vale para todas as áreas criminais de um território conta uma vez por território.
known-units = Unidades com menos evidência ({ $shown } de { $count })
col-known = Conhecidos
col-nonzero = Não zero
col-unique = Distintos
col-unit-of-analysis = Unidade
col-gap-nodes = Nós sem pontuação
spread-lead = O número menor, o do meio e o maior de cada indicador na sua própria unidade. Uma assimetria longe de 0 e uma curtose alta dizem que poucos números extremos se afastam de todos os outros.
spread-table = Indicadores: distribuição dos números; após denominação e tratamento, antes da transformação
col-min = Menor
col-mean = Média
col-max = Maior
col-sd = Desvio-padrão
col-skewness = Assimetria
col-kurtosis = Curtose
mark-outliers = valores extremos
mark-seldom = raramente conhecido
mark-zeros = muitos zeros ou lacunas
mark-few = poucos valores distintos
together-lead = A correlação diz se duas coisas são altas e baixas nos mesmos lugares: 1 sempre, 0 nada, −1 ao contrário. As partes de um grupo devem andar juntas e com o seu conjunto, mas não ser o mesmo.
together-single = Faltam os nós de uma só parte: ela é o seu conjunto.
together-rows = Com menos de { $rows } linhas, só o acaso já torna uma correlação alta ou baixa: ela aparece com uma faixa de cor e nunca é assinalada.
together-columns = Não têm coluna as partes que não podem ser comparadas com nenhuma outra.
together-node = “{ $node }”
together-title = Correlações sob “{ $node }”, edição { $edition }
together-alt = { $count } partes de “{ $node }” em linhas, entre si e com o seu conjunto. { $known } correlações podem ser calculadas, { $none } não; { $high } são altas, { $low } baixas, { $negative } negativas.
together-with = com “{ $node }”
together-high = acima de { $high }: conta duas vezes
together-low = perto de 0: diz pouco
together-negative = abaixo de −{ $negative }: contradiz
together-few = menos de { $rows } linhas: sem sinal
together-scale = oposto – nada – igual
indicators-all = Todos os indicadores
indicators-lead = Cada indicador com cada outro, na ordem da árvore. O que baixa a pontuação final entra com o sinal trocado: alto significa sempre uma pontuação final mais alta. Fora do seu nó, um indicador não precisa acompanhar outro; o que diz o mesmo que outro, ou o contrário, merece um olhar onde quer que esteja. Indicadores de áreas criminais diferentes nunca se encontram numa unidade: são comparados por território e não levam sinal.
indicators-title = Correlações de todos os indicadores, edição { $edition }
indicators-alt = { $count } indicadores de { $nodes } grupos, cada um com os anteriores. { $known } correlações podem ser calculadas, { $none } não; { $high } são altas, { $negative } negativas, e { $low } baixas dentro de um grupo.
indicators-group = um grupo
indicators-too-many = Os { $count } indicadores são demais para um desenho (no máximo { $most }); todas as suas correlações estão em tables/audit_matrix.csv.
consistency-lead = O alfa de Cronbach diz até que ponto as partes de um grupo falam de uma só coisa: o usual é 0,7 ou mais. Precisa de linhas em que as partes sejam conhecidas ao mesmo tempo; com poucas significa pouco.
consistency-table = Grupos: as suas partes andam juntas? As linhas são { $count } unidades
col-parts = Partes
col-complete = Linhas completas
col-alpha = Alfa de Cronbach
col-component = Primeira componente
col-correlation = Correlação média
consistency-component = Primeira componente: a parte da variação das linhas completas que um só número poderia levar.
mark-inconsistent = não uma só coisa
effective-lead = O anel aberto é o peso que o método declara; o ponto, o peso que aparece no resultado. Uma linha longa significa que uma parte conta muito mais ou muito menos do que se diz.
effective-title = Pesos declarados e efetivos sob “{ $node }”, edição { $edition }
effective-alt = { $count } partes de “{ $node }” em linhas. A mais distante do seu peso declarado é “{ $name }”: declarado { $stated }%, efetivo { $effective }%.
effective-stated = declarado
effective-effective = efetivo
effective-dominates = o dobro ou mais
effective-silent = metade ou menos
effective-value = { $stated } → { $effective }%
effective-none = Não é calculável para { $names }: uma parte ali não tem números ou eles não variam.
effective-note = Peso efetivo: o quadrado da correlação de uma parte com o seu conjunto, como parte da soma de todas (Becker e outros, Ecological Indicators 80, 2017).
audit-tables = Cada número desta página, e os que aqui não cabem, está nos arquivos tables/audit_*.csv. As linhas das tabelas são unidades da edição; regiões ficam de fora e os agregados figuram à parte, como territórios.

## The audit goes on: territories, evidence that is missing, other choices, another index

section-ranked = Os territórios tal como são classificados
section-missing = A evidência falta ao acaso?
section-choices = E se o método tivesse escolhido outra coisa?
section-against = Ao lado de outro índice
range = { $low } a { $high }
p-below = < { $p }
object-cells = células
object-territories = territórios
col-object = Pontuações de
col-with = Com
col-r = r
col-r-interval = Intervalo de 95%
col-p = p
col-low-post = No mínimo
col-high-post = No máximo
spread-posts = No mínimo ou no máximo: números que alcançam ou ultrapassam o valor de referência ao qual o método dá a pontuação mais baixa ou a mais alta. Ali a pontuação já não distingue unidades; é assinalado a partir de um quinto dos números.
mark-saturated = em um valor de referência
attention-saturated = Indicadores cujos números chegam a um valor de referência
attention-saturated-why = Um quinto ou mais dos números conhecidos alcança ou ultrapassa o mínimo ou o máximo e recebe a mesma pontuação, por mais diferentes que sejam. Verifique se os valores de referência não estão próximos demais.
attention-saturated-line = “{ $a }”: { $low } de { $known } no mínimo, { $high } no máximo
attention-selected = Evidência que não parece faltar ao acaso
attention-selected-why = Onde falta o indicador, os demais do seu nó são mais altos ou mais baixos do que onde ele é conhecido, mais do que o acaso explica: os que não têm número não são como os que têm.
attention-selected-line = “{ $a }”: os demais do nó, { $missing } onde falta e { $known } onde é conhecido
pairs-fold = Cada correlação com seu intervalo e seu valor p ({ $count })
pairs-table = Correlações das partes entre si e com o seu conjunto
pairs-method = Os intervalos e os valores p vêm de uma reamostragem (bootstrap) por conglomerados sobre os territórios (Cameron, Gelbach e Miller, 2008): territórios inteiros são sorteados de novo, { $resamples } vezes, porque as áreas criminais de um território não são independentes entre si. Com menos de { $least } territórios não há nenhum dos dois. De muitos pares sem relação, um em cada vinte tem por acaso um p abaixo de { $level }.
col-kmo = KMO
col-kept = Retidas
col-unchanged = Indicadores sem mudança
consistency-kmo = Adequação amostral (Kaiser-Meyer-Olkin): quanto do que as partes compartilham é comum a todas; { $good } ou mais é bom, menos de { $least } não é aceitável (Kaiser, 1974), e com duas partes é sempre { $least }. Retidas: as componentes com autovalor acima de 1, que levam mais do que uma só parte (critério de Kaiser). Uma só significa que o grupo tem uma dimensão.
items-fold = Parte por parte: alfa sem ela, adequação, cargas ({ $count })
items-table = Partes de cada grupo. Carga: correlação da parte com as componentes retidas, ou com a primeira se nenhuma é retida
col-alpha-without = Alfa sem ela
col-loadings = Cargas
components-fold = Todos os autovalores ({ $count })
components-table = Autovalores da matriz de correlações de cada grupo, com a sua parte da variação; os maiores que 1 levam ◆
col-eigenvalues = Autovalores
eigenvalue = { $value } ({ $share }%)
eigenvalue-kept = ◆ { $value } ({ $share }%)
ranked-lead = O que é classificado não é a célula, mas o território: uma média sobre as suas áreas criminais; nesta edição são { $territories }. A média iguala o que distingue as áreas, de modo que duas partes podem andar juntas entre territórios e não entre células, ou o contrário. Cada território conta uma vez.
ranked-pairs = Correlações entre células e entre territórios
col-r-cells = r, células
col-r-territories = r, territórios
ranked-groups = Cada grupo mede uma só coisa?
col-alpha-cells = Alfa, células
col-alpha-territories = Alfa, territórios
col-component-cells = Primeira componente, células
col-component-territories = Primeira componente, territórios
col-kmo-cells = KMO, células
col-kmo-territories = KMO, territórios
missing-lead = Para cada indicador: que pontuação têm os demais indicadores do seu nó onde ele é conhecido e onde falta. Cada território conta uma vez de cada lado. Se os dois diferem, quem preencher a lacuna com o que se conhece em outros lugares errará sempre na mesma direção.
missing-said = { $n ->
    [0] De { $tested } indicadores com territórios suficientes dos dois lados (de { $all } que são conhecidos em uns lugares e faltam em outros), nenhum difere mais do que o acaso explica.
    [1] De { $tested } indicadores com territórios suficientes dos dois lados (de { $all } que são conhecidos em uns lugares e faltam em outros), { $count } difere com p abaixo de { $level }. Por acaso, um em cada vinte o faria.
   *[other] De { $tested } indicadores com territórios suficientes dos dois lados (de { $all } que são conhecidos em uns lugares e faltam em outros), { $count } diferem com p abaixo de { $level }. Por acaso, um em cada vinte o faria.
}
missing-fold = Todos os indicadores que faltam em algum lugar ({ $count })
missing-table = Pontuação média dos demais indicadores, como o seu nó os vê
col-known-in = Conhecido em
col-missing-in = Falta em
col-mean-known = Os demais, onde é conhecido
col-mean-missing = Os demais, onde falta
col-difference = Diferença
choices-lead = A classificação feita de novo com uma só escolha do método alterada e todo o resto como se declara. Deslocamentos pequenos significam que a escolha quase não importa; grandes, que a classificação se apoia nela.
choices-table = A classificação de “{ $root }” com outras escolhas
choices-note = Os indicadores sem mudança mantêm os seus valores de referência: poucos números são conhecidos, eles não variam, ou o logaritmo não admite algum deles. Valores de referência: os números que recebem a pontuação mais baixa e a mais alta. Cobertura mínima: quanto do peso de um nó precisa ser conhecido para que haja pontuação; um pouco mais ou menos de evidência decide ali quem entra na classificação.
col-variant = O que muda
col-spearman = Spearman
col-kendall = Kendall
col-pearson = Pearson
col-loses = Perdem a posição
col-gains = Entram
variant-posts-wider = Valores de referência 25% mais afastados
variant-posts-narrower = Valores de referência 20% mais próximos
variant-posts-percentiles = Valores de referência nos percentis 5 e 95
variant-min-max = Do menor ao maior número, sem valores de referência
variant-percentile-ranks = Posições percentílicas, sem valores de referência
variant-standard-scores = Escores padronizados, sem valores de referência
variant-floors-none = Sem cobertura mínima
variant-floors-half = Metade da cobertura mínima
variant-floors-higher = Cobertura mínima uma vez e meia maior
against-lead = As pontuações ao lado dos { $count } valores de “{ $column }” em { $file }; { $assessed } são de unidades que esta edição tem. Que concordem não prova que um dos dois esteja certo: podem apoiar-se nas mesmas fontes. Onde se afastam, um sabe algo que o outro não sabe.
against-table = Pontuações e “{ $column }”
against-title = “{ $node }” segundo “{ $column }”, edição { $edition }
against-alt = { $n ->
    [0] { $count } pontos, “{ $node }” para cima e “{ $column }” para a direita; r = { $r }. Nenhum fica longe da reta.
   *[other] { $count } pontos, “{ $node }” para cima e “{ $column }” para a direita; r = { $r }. Longe da reta: { $names }.
}
against-axis = { $column }
against-caption = “{ $node }” ({ $object }) segundo “{ $column }”: r = { $r }. Os anéis estão a dois erros-padrão ou mais da reta.
against-outliers = Longe da reta: dois erros-padrão ou mais
col-other = Valor do outro índice
col-residual = Resíduo padronizado
