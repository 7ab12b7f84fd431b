{practice}: quedó libre el {when}. Si le va bien, elija aquí: {link} Tel. {phone}. STOP para no recibir más.
