Subject: La referencia {number} fue rechazada

{practice} ha rechazado la referencia {number}. Por favor, avise al paciente de lo que sigue.

Vea el motivo: {link}

Para más detalles, llame a {practice} al {phone}.
