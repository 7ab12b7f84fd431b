{practice}: puede elegir una hora aquí: {link} O llame al {phone}
