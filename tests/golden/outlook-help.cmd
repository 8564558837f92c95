$S outlook --help
