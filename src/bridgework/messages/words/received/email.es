Subject: {practice} recibió su referencia

Hola:

{sender} envió su referencia a {practice}. Primero la revisamos. Luego le escribimos.

Su página muestra cómo va:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
