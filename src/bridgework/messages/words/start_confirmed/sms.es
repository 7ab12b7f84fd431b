{practice}: recibirá de nuevo nuestros mensajes. Responda STOP para no recibir más. ¿Preguntas? Llame al {phone}
