$S decide --now 140k --offer 165k --forfeit 30k
