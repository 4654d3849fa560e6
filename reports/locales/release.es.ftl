## Para quién se hace un informe

head-audience = Destinatarios
audience-code = { $label } y códigos de manejo hasta { $code }
rows-1-9 = de 1 a 9 registros
rows-10-49 = de 10 a 49 registros
rows-50 = 50 registros o más
withheld-none = Esta versión es para lectores autorizados hasta { $audience }; no se reservó ningún registro de evidencia.
withheld = Esta versión es para lectores autorizados hasta { $audience }. Se reservaron registros de evidencia con una marca superior ({ $rows }), y todo está calculado sin ellos.
withheld-blocks = Esta versión es para lectores autorizados hasta { $audience }. Se reservaron registros de evidencia con una marca superior ({ $rows }; { $blocks }), y todo está calculado sin ellos.
withheld-block = «{ $name }»: { $rows }
