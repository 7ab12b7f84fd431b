{practice}: gracias, tenemos su mensaje. Una persona le contestará. Para hablar ya, llame al {phone}
