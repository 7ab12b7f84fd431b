Sabemos que esto puede ser difícil. Primero nos sentamos y hablamos. Díganos qué le ayuda y qué no. Levante la mano y paramos. No hacemos nada antes de que usted diga que sí.
