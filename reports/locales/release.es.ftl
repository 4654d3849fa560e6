## Para quién se hace un informe

head-audience = Destinatarios
audience-code = { $label } y códigos de manejo hasta { $code }
rows-1-9 = de 1 a 9 filas
rows-10-49 = de 10 a 49 filas
rows-50 = 50 filas o más
withheld-none = Esta versión es para lectores autorizados hasta { $audience }; no se reservó ninguna fila de evidencia.
withheld = Esta versión es para lectores autorizados hasta { $audience }. Se reservaron filas de evidencia con una marca superior ({ $rows }), y todo está calculado sin ellas.
withheld-blocks = Esta versión es para lectores autorizados hasta { $audience }. Se reservaron filas de evidencia con una marca superior ({ $rows }; { $blocks }), y todo está calculado sin ellas.
withheld-block = «{ $name }»: { $rows }
