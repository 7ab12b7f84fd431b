Subject: ¿De qué cita habla?

Hola:

Hay más de una cita. Responda {choices}.

O llame a {practice} al {phone}.
