{practice}: la cita del {when} queda cancelada. Detalles: {link} O llame al {phone}. STOP para no recibir más.
