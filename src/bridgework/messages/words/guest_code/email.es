Subject: {code} abre la referencia {number}

Escriba este código en la página de la referencia {number}:

{code}

Sirve durante 30 minutos y una sola vez. No se lo dé a nadie.

¿No lo pidió? Entonces otra persona puede tener su enlace: por favor, llame a {practice} al {phone}.
