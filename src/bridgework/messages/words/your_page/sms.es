{practice}: su página muestra lo que sigue: {link} O llame al {phone}. STOP para no recibir más.
