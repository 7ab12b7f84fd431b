{practice}: {code} es el código de su referencia. Sirve 30 minutos. Preguntas: {phone}
