$S forecast --help
