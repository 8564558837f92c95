"$S" extract "$TMP/nothing.txt"
