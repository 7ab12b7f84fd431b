{practice}: ¿quiere hablar primero? Llame al {phone}. O elija una hora: {link} STOP para no recibir más.
