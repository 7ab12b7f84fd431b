Subject: Su página con {practice}

Hola:

{sender} envió su referencia a {practice}. Su página muestra lo que sigue:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
