Subject: Todavía puede elegir una hora con {practice}

Hola:

Aún no eligió una hora para {visit}. No pasa nada. A mucha gente le cuesta.

¿Quiere hablar primero? Llámenos. O elija una hora aquí:
{link}

La página le pide su fecha de nacimiento, para que solo usted pueda leerla.

¿Preguntas? Llame a {practice} al {phone}.
