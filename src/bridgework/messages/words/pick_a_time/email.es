Subject: Elija una hora para {visit} con {practice}

Hola:

{sender} pidió a {practice} que le atienda. Puede elegir la hora que le convenga:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
