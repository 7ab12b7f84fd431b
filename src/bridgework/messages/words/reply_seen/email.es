Subject: Tenemos su mensaje

Gracias. Tenemos su mensaje, y una persona le contestará.

Para hablar ya, llame a {practice} al {phone}.
