Subject: Horarios para {visit} con {practice}

Hola:

Ya hay horarios para {visit}. Sin prisa. Vamos a su ritmo, y puede pedirnos que paremos.

Elija uno cuando quiera:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
