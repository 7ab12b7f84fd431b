{practice}: {code} abre la referencia {number}. Sirve 30 minutos. ¿No lo pidió? Llame al {phone}
