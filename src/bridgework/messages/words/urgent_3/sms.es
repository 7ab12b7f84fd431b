{practice}: ¿le podemos ayudar? Llame al {phone} o elija una hora: {link} STOP para no recibir más.
