$S
