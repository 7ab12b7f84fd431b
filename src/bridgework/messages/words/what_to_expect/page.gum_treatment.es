Vemos sus encías y medimos cada diente. Tomamos imágenes si aún no hay. Luego limpiamos bajo el borde de la encía. Si quiere, dormimos la zona. Las encías pueden quedar sensibles unos días.
