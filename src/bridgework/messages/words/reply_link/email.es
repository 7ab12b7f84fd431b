Subject: Elija una hora

Gracias. Puede elegir una hora en su página:
{link}

O llame a {practice} al {phone}.
