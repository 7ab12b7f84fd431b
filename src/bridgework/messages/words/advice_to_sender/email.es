Subject: Solicitud {number}: hay una respuesta

{practice} ha respondido a su solicitud {number} con su recomendación.

Por favor, léala y confirme que la tiene. Allí puede convertir la solicitud en una referencia: {link}

Para más detalles, llame a {practice} al {phone}.
