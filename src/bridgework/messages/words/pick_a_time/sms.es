{practice}: elija por favor una hora para su cita: {link} O llame al {phone}
