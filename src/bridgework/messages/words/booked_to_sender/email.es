Subject: Referencia {number}: hay una cita

Hay una cita para la referencia {number} en {practice}.

Vea cuándo: {link}

Para más detalles, llame a {practice} al {phone}.
