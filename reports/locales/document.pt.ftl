# O que leva o relatório quando não é uma página e sim um documento: impresso ou em uma planilha.

document-cover = Capa
document-notes = Notas das tabelas
document-table = Tabela
document-figure = Figura
document-page = Página { $page } de { $pages }
document-blank = Uma célula em branco de uma tabela indica que ali não há nada a dizer; nunca equivale a zero.

## Columns and captions of tables that a page lays out otherwise

col-of-hundred = Confiança, de 0 a 100
ranking-basis-table = Em que se apoiam os postos por “{ $root }”, edição { $edition }
areas-basis-table = { $group }: dimensões e o que se conhece
heatmap-caption-without-table = Um canto marcado embaixo é uma pontuação feita sem uma dimensão; a tabela diz qual.
heatmap-table = “{ $node }” por território e área criminal, edição { $edition }: áreas { $first } a { $last } de { $count }
heatmap-table-note = Os territórios e as áreas criminais seguem a ordem da figura. Onde não há número, a célula diz por quê.
profile-history = “{ $root }” por edição
method-indicator-scores = Como os valores dos indicadores passam a pontuações

## Why a cell of a large table has no score

gap-no-indicator = sem indicador
gap-no-evidence = sem evidência
gap-floor = abaixo do mínimo
gap-required = falta uma parte
gap-confidence = confiança insuficiente
gap-screened = excluído pelo filtro
