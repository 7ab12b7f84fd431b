{practice}: pedimos unos documentos. Usted no tiene que hacer nada. Su página: {link} Tel. {phone}. STOP para no recibir más.
