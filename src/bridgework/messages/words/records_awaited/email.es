Subject: {practice} espera unos documentos

Hola:

Para seguir necesitamos unos documentos de {sender}. Ya los pedimos. Usted no tiene que hacer nada.

Su página muestra cómo sigue:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
