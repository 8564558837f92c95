# pay tables are not as of a month before their own dates
say() { tr -s '\n ' ' ' | grep -oE 'ay tables are those[^.]*\.'; }
$S bands backend-engineer --region austin --as-of 2019-06 | say
$S report --as-of 2019-06 | say
$S report --role sre --as-of 2019-06 | say
$S bands backend-engineer --region austin | say || true
