Subject: Horarios para {visit} con {practice}

Hola:

Ya hay horarios para {visit}. Elegir uno toma un minuto:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
