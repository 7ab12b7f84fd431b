Primero miramos y tomamos unas imágenes. Luego le decimos qué vimos y qué se puede hacer. Pregunte todo lo que quiera. No hacemos nada antes de que usted diga que sí.
