Subject: Gracias, le esperamos

Gracias por avisar.

Le esperamos el {when}.
{where}

Su página: {link}

¿Preguntas? Llame a {practice} al {phone}.
