Subject: Su cita con {practice}: {when}

Hola:

Nos vemos el {when}. Usted marca el ritmo y puede pedirnos que paremos.
Dónde: {where}

Cómo llegar y qué traer:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
