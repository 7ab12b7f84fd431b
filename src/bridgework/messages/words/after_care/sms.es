{practice}: sus notas para los próximos días: {link} ¿Preguntas? {phone}. STOP para no recibir más.
