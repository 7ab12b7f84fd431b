Subject: Horas para {visit} con {practice}

Hola:

Ya hay horas para {visit}. Elegir una toma un minuto:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
