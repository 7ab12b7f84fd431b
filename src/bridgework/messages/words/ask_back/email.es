Subject: Tenemos su mensaje

Gracias. No estamos seguros de entender, y una persona lo leerá.

Para hablar ya, llame a {practice} al {phone}.
