Subject: Referencia {number}: cancelada

Se canceló una cita o toda la referencia: referencia {number} en {practice}.

Vea lo que sigue: {link}

Para más detalles, llame a {practice} al {phone}.
