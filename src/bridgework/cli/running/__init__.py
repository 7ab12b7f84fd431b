"""The processes of a running Bridgework: who starts them, what each of them is, and how none is left behind."""
