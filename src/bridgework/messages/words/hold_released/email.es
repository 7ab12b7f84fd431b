Subject: La hora con {practice} ya no está reservada

Hola:

La hora que {practice} le guardaba, {when}, ya no está reservada. Por favor, no venga a esa hora.

Su página muestra lo que sigue:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
