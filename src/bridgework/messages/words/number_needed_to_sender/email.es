Subject: Referencia {number}: revise por favor el teléfono

{practice} llamó al número que vino con la referencia {number}. No es el correcto.
Revise por favor cómo localizar a la persona y corrija el dato en su ficha.

Ábrala: {link}

¿Preguntas? Llame a {practice} al {phone}.
