# Grupos criminosos: a seção do relatório sobre o que dizem as fichas de grupos.

section-crime-groups = Grupos criminosos
crime-groups-lead = { $n ->
    [one] O projeto tem a ficha de um grupo criminoso. As fichas são de organizações, nunca de pessoas.
   *[other] O projeto tem as fichas de { $count } grupos criminosos. As fichas são de organizações, nunca de pessoas.
}
crime-groups-lead-rules = O projeto tem fichas de grupos criminosos: organizações, nunca pessoas. Foram contados com regras diferentes ({ $rules }), de modo que seus números não se somam nem se comparam.
crime-groups-no-rule = sem regra declarada
crime-groups-not-counted = não se contam: regras { $rules }
crime-groups-none-found = Procuraram-se grupos e não se encontrou nenhum: { $places }.
crime-groups-none-found-item = { $territory }, { $area } ({ $period })
crime-groups-gap = Um território ou uma área criminal sem fichas é uma lacuna, e não um lugar sem grupos.
crime-groups-inactive = Não ativos na edição { $edition }, e por isso em nenhuma contagem, presença ou lista abaixo: { $groups }.
crime-groups-silent = Territórios avaliados dos quais nenhuma ficha diz nada: { $places }.
crime-groups-ranking = Classificação: { $method }
crime-groups-ranking-lead = { $method }: atributos, { $attributes }; pontos no máximo, { $maximum }. Um atributo que ninguém conhece conta como { $unknown }, vezes o seu peso. Com menos de { $coverage } do peso avaliado, um grupo é uma lacuna e nunca uma pontuação baixa.
crime-groups-ranking-draws = O intervalo de 90 % é o das simulações: o desconhecido ou não avaliado é qualquer coisa entre ausente e alto, e as avaliações erram conforme o seu grau. Os grupos de um mesmo grupo de empate não podem ser distinguidos.
crime-groups-ranking-table = Grupos criminosos segundo { $method }, edição { $edition }
crime-groups-chart-caption = Ponto: a pontuação. Faixa: o intervalo de 90 % das simulações, onde as há. Linha fina: o que os atributos desconhecidos ou não avaliados poderiam fazer da pontuação. Um traço de lado a lado separa os grupos de empate.
crime-groups-chart-alt = Grupos criminosos por pontuação, { $groups } no total. O primeiro é { $first } com { $score } de { $maximum } pontos.
crime-groups-reach = mínimo e máximo
crime-groups-more = E mais { $count }; as tabelas da pasta de resultados têm todos.
crime-groups-gone = não ativo
crime-groups-matrix-title = Avaliações dos grupos criminosos: { $method }
crime-groups-matrix-alt = Matriz de { $groups } grupos e { $attributes } atributos, com os pesos no cabeçalho: células avaliadas, { $rated }; desconhecidas, { $unknown }; não avaliadas, { $missing }.
crime-groups-matrix-caption = Quanto mais cheia a célula, mais alta a avaliação; um traço é ausente, um ponto de interrogação é desconhecido, o hachurado é não avaliado. O número sobre cada coluna é o seu peso.
crime-groups-matrix-table = Avaliações por atributo e grupo: { $method }
crime-groups-state-high = alto
crime-groups-state-medium = médio
crime-groups-state-low = baixo
crime-groups-state-nil = ausente
crime-groups-state-unknown = desconhecido
crime-groups-state-missing = não avaliado
crime-groups-activities = Grupos por atividade
crime-groups-activities-lead = Um grupo é contado onde está a sua atividade principal. Os que a exercem ao lado de outra atividade são nomeados e não são contados de novo.
crime-groups-activities-table = Grupos criminosos por atividade principal e secundária
crime-groups-presence = Presença por território e papel
crime-groups-presence-table = Grupos criminosos por território e papel do território para eles
crime-groups-role-base = Base
crime-groups-role-origin = Origem
crime-groups-role-transit = Trânsito
crime-groups-role-destination = Destino
crime-groups-role-present = Presente, papel não declarado
crime-groups-links = Vínculos entre grupos
crime-groups-links-alt = Rede de { $groups } grupos e { $links } vínculos; a tabela diz quem está vinculado a quem, e como.
crime-groups-links-caption = O lugar de um grupo não significa nada, salvo que grupos vinculados ficam próximos. As setas partem do grupo que a tabela nomeia primeiro.
crime-groups-links-dense = A rede é densa demais para ser desenhada de forma legível: { $groups } grupos, { $links } vínculos. A tabela a tem inteira.
crime-groups-links-table = Vínculos entre grupos criminosos
crime-groups-link-cooperates = coopera com
crime-groups-link-supplies = abastece
crime-groups-link-conflicts = está em conflito com
crime-groups-link-part-of = é parte de
crime-groups-link-succeeds = sucede a
crime-groups-territories = Grupos em cada território
crime-groups-areas = Grupos em cada área criminal
crime-groups-in-territory = { $n ->
    [one] { $place }: consta a presença de um grupo.
   *[other] { $place }: consta a presença de { $count } grupos.
}
crime-groups-in-area = { $n ->
    [one] { $place }: atividade principal de um grupo; secundária de { $others }.
   *[other] { $place }: atividade principal de { $count } grupos; secundária de { $others }.
}
crime-groups-in-rules = { $place }: os grupos foram contados com regras diferentes ({ $rules }), de modo que não se dá nenhum número.
crime-groups-first = A pontuação mais alta segundo { $method } é a de { $group }: { $score } de { $maximum } pontos.
crime-groups-unscored = Nenhum tem pontuação segundo { $method }: o avaliado não basta.
crime-groups-line = { $group }: { $first }; { $second }; posição { $rank }, { $score } de { $maximum } pontos
crime-groups-line-unscored = { $group }: { $first }; { $second }; sem pontuação
crime-groups-principal = atividade principal
crime-groups-secondary = atividade secundária
crime-groups-nowhere = território não declarado
col-crime-group = Grupo
col-tie-group = Grupo de empate
col-principal = Atividade principal
col-share-of-most = Parte do máximo
col-attributes-unknown = Desconhecidos
col-attributes-missing = Não avaliados
col-attribute = Atributo
col-groups = Grupos
col-principal-activity = Como atividade principal
col-secondary-activity = Como atividade secundária
col-link = Vínculo
col-other-group = Outro grupo
