{practice}: gracias. Una persona le llamará. Para hablar ya, llame al {phone}
