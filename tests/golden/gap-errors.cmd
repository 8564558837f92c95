$S gap --role "back end enginer"; $S gap
