Subject: Elija una hora para {visit} con {practice}

Hola:

{sender} pidió a {practice} programar {visit}. Puede elegir el horario que le convenga:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
