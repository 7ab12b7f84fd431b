Subject: Referencia {number}: por favor, revise el teléfono

{practice} no pudo llamar a la persona de la referencia {number}: el teléfono no es correcto o falta.
Por favor, revise cómo localizar a la persona y corrija el dato en su ficha.

Ábrala: {link}

¿Preguntas? Llame a {practice} al {phone}.
