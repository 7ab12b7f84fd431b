Las encías pueden quedar sensibles y notar más el frío. Cepíllese suave desde el primer día. Enjuáguese como le dijimos. Coma cosas blandas unos días.

Llámenos al {phone} si empeora, si se hincha o si tiene fiebre. Si le cuesta respirar o tragar, llame al 911.
