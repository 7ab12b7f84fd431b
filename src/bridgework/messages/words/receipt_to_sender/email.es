Subject: La referencia {number} ha llegado

{practice} ha recibido la referencia {number}.
Le responderán a más tardar el {respond_by}.

Vea cómo sigue: {link}

Para más detalles, llame a {practice} al {phone}.
