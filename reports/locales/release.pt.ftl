## Para quem se faz um relatório

head-audience = Destinatários
audience-code = { $label } e códigos de tratamento até { $code }
rows-1-9 = de 1 a 9 linhas
rows-10-49 = de 10 a 49 linhas
rows-50 = 50 linhas ou mais
withheld-none = Esta versão é para leitores autorizados até { $audience }; nenhuma linha de evidência foi reservada.
withheld = Esta versão é para leitores autorizados até { $audience }. Foram reservadas linhas de evidência com marca superior ({ $rows }), e tudo está calculado sem elas.
withheld-blocks = Esta versão é para leitores autorizados até { $audience }. Foram reservadas linhas de evidência com marca superior ({ $rows }; { $blocks }), e tudo está calculado sem elas.
withheld-block = “{ $name }”: { $rows }
