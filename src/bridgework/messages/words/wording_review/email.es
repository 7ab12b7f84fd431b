Subject: Textos de {practice} por revisar

Estos textos de {practice} deben revisarse: {what}.

Léalos y apruébelos por otro año, o cámbielos: {link}
