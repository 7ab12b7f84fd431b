Subject: {sender} desea enviarle referencias en línea

{sender} le envía referencias y desea hacerlo con Bridgework.
Así ambos ven en qué punto está cada una. Usted contesta con un clic y su informe vuelve por la misma vía.

Vea qué es: {link}

No tiene que hacer nada: las referencias le llegarán como siempre.
Si desea unirse, llame a {sender} al {phone}.
