Pregunte cómo están antes de ofrecer una hora.
Si tienen miedo: a mucha gente le pasa. Vamos a su ritmo y pueden levantar la mano para parar.
Si preguntan qué se siente: dormimos la zona, esperamos y antes de empezar lo revisamos con ellos.
Si preguntan cuánto cuesta: diga lo que sabe. La oficina les da el precio antes de la cita.
Si quieren pensarlo: está bien. Pregunte cuándo puede llamar otra vez.
Si dicen que no: dé las gracias, pregunte por qué y dígales cómo volver a llamarnos.
