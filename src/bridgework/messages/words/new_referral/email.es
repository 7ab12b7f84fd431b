Subject: Nueva referencia {number} de {sender}

{sender} le ha enviado la referencia {number}.
Por favor, responda a más tardar el {respond_by}.

Ábrala aquí: {link}
