Subject: Referencia {number}: la cita no tuvo lugar

La cita de la referencia {number} en {practice} no tuvo lugar. Intentarán encontrar otra fecha.

Vea cómo sigue: {link}

Para más detalles, llame a {practice} al {phone}.
