Subject: {practice} espera unos documentos

Hola:

Necesitamos unos documentos de {sender} para seguir. Ya los pedimos. Usted no tiene que hacer nada.

Su página muestra cómo sigue:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
