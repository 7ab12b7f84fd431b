Subject: Todavía puede elegir una hora con {practice}

Hola:

Aún no eligió una hora para {visit}. No pasa nada. Todavía puede:
{link}

¿Algo se lo impide? Díganos y le ayudamos.

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
