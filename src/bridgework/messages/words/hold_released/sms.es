{practice}: la hora del {when} ya no está reservada. Vea qué sigue: {link} Tel. {phone}. STOP para no recibir más.
