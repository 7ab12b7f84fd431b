Subject: Recibirá de nuevo los correos de {practice}

Recibirá de nuevo nuestros correos.

¿Preguntas? Llame a {practice} al {phone}.
