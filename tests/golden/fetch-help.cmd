$S fetch --help
