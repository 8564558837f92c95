$S decide --help
