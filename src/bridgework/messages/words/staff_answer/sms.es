{practice}: {words} Llame al {phone}
