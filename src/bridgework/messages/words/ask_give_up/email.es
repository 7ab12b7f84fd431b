Subject: ¿Quiere dejar su hora?

Hola:

Su hora sigue en pie: {when}.

Para dejarla, responda {code}. Para elegir otra, abra su página:
{link}

O llame a {practice} al {phone}.
