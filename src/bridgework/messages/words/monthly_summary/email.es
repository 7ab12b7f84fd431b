Subject: Sus referencias a {practice} en {month}

Así estaban sus referencias a {practice} al final de {month}.

Enviadas: {sent}
Con cita: {booked}
Atendidas: {seen}
Con informe enviado: {reported}
Todavía abiertas: {open}

Véalas todas: {link}

Si tiene preguntas, llame a {practice} al {phone}. Gracias por trabajar con nosotros.
