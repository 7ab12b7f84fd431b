Subject: Una persona le llamará

Gracias. Una persona le llamará.

Para hablar ya, llame a {practice} al {phone}.
