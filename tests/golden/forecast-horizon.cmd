$S forecast --horizon 61 x.csv
