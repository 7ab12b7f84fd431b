Subject: La referencia {number} ha llegado

{practice} ha recibido la referencia {number}.
Documentos que piden y que aún no están: {missing}.
Le responderán a más tardar el {respond_by}.

Vea qué se recibió, qué falta y cómo sigue: {link}

Si tiene preguntas, llame a {practice} al {phone}.
