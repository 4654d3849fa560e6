# Prioridades recomendadas: quais células estão na parte alta da matriz e o que a evidência permite.

section-priorities = Prioridades recomendadas
priorities-lead = Aqui estão as células (território por área criminal) na parte alta da matriz de priorização: aquelas em que “{ $root }” chega, segundo as simulações quando existem, ao menos ao nível “{ $band }”, o primeiro da metade superior. As linhas seguem a ordem da pontuação; duas cujos intervalos de posições se sobrepõem não devem ser lidas como ordenadas.
priorities-lead-territories = Aqui estão os territórios em que “{ $root }” chega, segundo as simulações quando existem, ao menos ao nível “{ $band }”, o primeiro da metade superior. As linhas seguem a ordem da pontuação; duas cujos intervalos de posições se sobrepõem não devem ser lidas como ordenadas.
priorities-decision = A decisão não é deste relatório: ele ordena a evidência com uma regra. Quem decide pesa também meios, mandato, oportunidade e o que aqui não consta, e registra sua decisão à parte da pontuação.
priorities-act = Agir
priorities-act-rule = Todo o nível que as simulações deixam em aberto é “{ $band }” ou superior, a confiança é ao menos média ({ $moderate } de 100), a pontuação não se apoia apenas em contagens de atuação policial ou judicial e não lhe falta nenhuma dimensão.
priorities-watch = Acompanhar
priorities-watch-rule = O nível pode ser “{ $band }” ou inferior; a confiança é ao menos média ({ $moderate } de 100), a pontuação não se apoia apenas em contagens de atuação policial ou judicial e não lhe falta nenhuma dimensão.
priorities-collect = Primeiro, coletar
priorities-collect-rule = O nível pode ser “{ $band }” ou superior, mas a confiança é baixa (menos de { $moderate } de 100), ou a pontuação se apoia apenas em contagens de atuação policial ou judicial, ou lhe falta uma dimensão.
priorities-none = Nenhuma linha cumpre a regra.
priorities-more = Há mais { $more }, de pontuação menor; todas estão em tables/scores.csv.
priority-cell = { $area } – { $territory }
priority-reading = { $band } ({ $score })
col-cell = Célula
rule-priorities = Prioridades: o que chega à metade superior dos níveis do nó raiz (de um número ímpar, sem o do meio), repartido pelo nível e pela confiança como diz cada lista.
