Subject: {practice} desea verle pronto

Hola:

Nos gustaría verle pronto. Por favor, elija una hora:
{link}

O llame al {phone}. Buscamos una hora con usted.

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
