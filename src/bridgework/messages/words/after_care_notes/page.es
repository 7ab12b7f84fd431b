Descanse hoy. Beba agua y coma cosas blandas. Tome lo que le dijimos.

Llámenos al {phone} si empeora, si se hincha o si tiene fiebre. Si le cuesta respirar o tragar, llame al 911.
