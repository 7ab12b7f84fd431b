Subject: Nos vemos pronto en {practice}

Hola:

Nos vemos el {when}.
Dónde: {where}

¿Llega tarde? Llame al {phone}. Cómo llegar:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
