{practice}: gracias. Le esperamos {when}. ¿Preguntas? Llame al {phone}
