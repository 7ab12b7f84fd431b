Subject: Le llamaremos

Tenemos su mensaje y le llamaremos.

Si le cuesta respirar o tragar, llame al 911 ya.

Nuestro número: {practice}, {phone}.
