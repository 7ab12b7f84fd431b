Subject: Su página con {practice}

Hola:

{sender} pidió a {practice} que le atienda. Su página muestra lo que sigue:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
