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
