Subject: Una respuesta de {practice}

{words}

{practice}, {phone}
