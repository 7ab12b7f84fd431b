Subject: Su cita con {practice} está cancelada

Hola:

Su cita con {practice} del {when} está cancelada. Por favor, no venga a esa hora.

Su página muestra lo que sigue:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
