{practice}: su cita del {when} queda cancelada. Detalles: {link} O llame al {phone}
