Subject: La referencia {number} pasó a otro consultorio

{practice} ha pasado la referencia {number} a otro consultorio.

Vea dónde está ahora: {link}

Para más detalles, llame a {practice} al {phone}.
