Subject: Ya no recibirá más correos de {practice}

Usted pidió que paremos. Ya no recibirá más correos de {practice}.

¿Preguntas? Llame al {phone}.
