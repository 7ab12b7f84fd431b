Subject: Referencia {number}: llame por favor ahora

La persona de la referencia {number} pidió que la llamen enseguida.

Ábrala y llame: {link}
