Subject: La referencia {number} fue aceptada

{practice} ha aceptado la referencia {number}. Se le pide al paciente que elija una hora, y le avisaremos cuando haya una cita.

Vea lo que hay que hacer antes: {link}

Para más detalles, llame a {practice} al {phone}.
