Usted marca el ritmo. Vamos por partes y paramos entre una y otra. Si quiere, dormimos la zona. Levante la mano y paramos. Puede escuchar música. No hacemos nada antes de que usted diga que sí.
