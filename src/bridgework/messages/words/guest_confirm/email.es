Subject: {code} es su código para {practice}

Su referencia espera su confirmación. Escriba este código en la página donde la escribió:

{code}

O abra esta página y confírmela allí: {link}

El código sirve durante 30 minutos. Mientras no confirme, {practice} no ve nada; lo que nadie confirma se borra después de un día.

¿No le escribió a {practice}? Entonces no haga nada. Su número es {phone}.
