Subject: Solicitud {number}: hay un consejo

{practice} ha respondido a su solicitud {number} con un consejo.

Por favor, léalo y confirme que lo tiene. Allí puede convertirlo en una referencia: {link}

Para más detalles, llame a {practice} al {phone}.
