Por ahora, coma del otro lado. No muerda hielo, nueces ni pan duro con este diente. Puede quedar sensible al morder. Cepíllese como siempre.

Llámenos al {phone} si empeora, si se hincha o si tiene fiebre. Si le cuesta respirar o tragar, llame al 911.
