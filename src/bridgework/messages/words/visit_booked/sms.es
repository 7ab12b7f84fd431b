{practice}: su cita es el {when}. Detalles: {link} O llame al {phone}
