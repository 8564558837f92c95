# A posting of several lines is one document with --whole; read line by line it is told.
printf 'Backend engineer\n\nRequirements:\n- 5 years of Go\n- PostgreSQL\n\nNice to have:\n- Rust\n- Familiarity with Kafka\n' >"$TMP/ad.txt"
$S extract --whole "$TMP/ad.txt"
$S extract "$TMP/ad.txt"
printf 'Python\nand Go' | $S extract --whole
