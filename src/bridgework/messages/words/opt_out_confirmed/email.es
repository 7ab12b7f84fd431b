Subject: Ya no recibirá más correos de {practice}

Usted nos pidió no recibir más correos. Ya no le llegarán correos de {practice}.

¿Preguntas? Llame al {phone}.
