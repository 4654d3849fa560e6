# Palavras de uma página com a qual se trabalha, em português. As que o script completa recebem dele suas variáveis.

languages-label = Este relatório em outros idiomas
contents-below = O que há em “{ $section }”

## Search

find-label = Buscar um território, uma área, uma célula
find-hint = Tecla “/” em qualquer ponto da página; as setas escolhem, Enter leva ao lugar, Esc fecha.
find-list = Lugares encontrados
find-count = Lugares encontrados: { $shown } de { $all }
find-none = Nada com esse nome
find-territory = território
find-area = área criminal
find-cell = célula
find-indicator = indicador
find-section = seção

## Tables

sift-label = Linhas que dizem
sift-count = { $shown } de { $all } linhas à vista; { $hidden } ocultas
sift-all = Todas as { $all } linhas à vista
sort-up = Ordem por “{ $column }”, crescente
sort-down = Ordem por “{ $column }”, decrescente
sort-none = Na ordem do relatório

## Other weights

section-what-if = E se os pesos fossem outros?
what-if-lead = Aqui é possível dar outros pesos ao que compõe “{ $root }” e ao que compõe cada uma de suas partes. Pontuações e posições de territórios e células se movem ao lado das da avaliação, dígito a dígito como o programa as calcularia.
what-if-not = Isto não é a avaliação.
what-if-not-more = A avaliação é o que o restante do relatório imprime. O que se move aqui não fica guardado, e intervalos, confiança e grupos de empate não se movem junto.
what-if-open = Mudar os pesos
what-if-weight = Peso de { $name }
what-if-reset = Como na avaliação
what-if-equal = Todos iguais
what-if-zero = Todas as partes de “{ $name }” têm peso 0: não resta nada para compô-lo.
what-if-apart = Os pesos de “{ $name }” estão distantes demais entre si: o maior pode ser um bilhão de vezes o menor.
what-if-undefined = Com estes pesos uma média não está definida para os valores que recebe; o programa recusaria o método.
what-if-unknown = Este método calcula as pontuações de uma forma que esta página não conhece. Outros pesos precisam ser calculados com o programa.
what-if-moved = Muda a posição de { $changed } de { $all }; a pontuação que mais se move o faz { $most } pontos.
what-if-edge = Onde está “≈”, a pontuação fica a menos de um bilionésimo do limite entre dois dígitos: este navegador e o programa podem diferir no último.
what-if-territories = Territórios com estes pesos
what-if-cells = Células com estes pesos
what-if-lines = O que a tornaria a avaliação
what-if-lines-note = Linhas de method.toml com os novos pesos; atrás de cada uma, o vigente. Mudar pesos é uma nova versão do método: exige um motivo e um responsável.
what-if-unchanged = # todos os pesos são os da avaliação
what-if-copy = Copiar
what-if-copied = Copiado
what-if-selected = Selecionado: copie com Ctrl+C
col-rank-assessed = Posição, avaliação
col-rank-these = Posição, estes pesos
col-score-assessed = Pontuação, avaliação
col-score-these = Pontuação, estes pesos
