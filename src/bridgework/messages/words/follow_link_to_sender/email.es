Subject: Referencia {number}: su página para seguirla

En esta página su consultorio sigue la referencia {number} a {practice}, agrega documentos y lee el informe, sin cuenta: {link}

Primero pide un código, que llega a este buzón. Es solo para su consultorio; por favor, no la comparta.

Si tiene preguntas, llame a {practice} al {phone}.
