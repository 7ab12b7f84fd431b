Subject: Horas para {visit} con {practice}

Hola:

Ya hay horas para {visit}. Sin prisa. Vamos a su ritmo, y puede pedirnos que paremos.

Elija una hora cuando quiera:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
