{practice}: su cita ahora es el {when}. Detalles: {link} O llame al {phone}
