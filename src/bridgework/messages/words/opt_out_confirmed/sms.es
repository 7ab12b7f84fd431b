{practice}: usted ya no recibirá más mensajes de texto nuestros. ¿Preguntas? Llame al {phone}
