{practice}: tenemos su mensaje y le llamaremos. ¿Le cuesta respirar o tragar? Llame al 911 ya. Nuestro número: {phone}
