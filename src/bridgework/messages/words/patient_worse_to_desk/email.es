Subject: Referencia {number}: por favor, llame ahora

La persona de la referencia {number} pidió que la llamen de inmediato.

Ábrala y llame: {link}
