Subject: Solicitud de consejo {number} de {sender}

{sender} le pide su consejo (solicitud {number}). No se pide una cita.
Por favor, responda a más tardar el {respond_by}.

Ábrala aquí: {link}
