$S skill remote
