Subject: ¿Quiere dejar su cita?

Hola:

Su cita sigue en pie: {when}.

Para dejarla, responda {code}. Para elegir otra hora, abra su página:
{link}

O llame a {practice} al {phone}.
