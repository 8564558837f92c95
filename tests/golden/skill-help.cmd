$S skill --help
