$S plan --role sre --hours 6 | sed -n "1,12p"
$S plan --role sre --hours 6 --goal 2020-01-01
