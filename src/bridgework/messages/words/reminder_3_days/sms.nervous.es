{practice}: le esperamos el {when}. ¿Tiene preguntas? Llame al {phone}. {link} STOP para no recibir más.
