$S plan --role sre --hours 6 | sed -n "1,12p"
$S plan --role sre --hours 6 --goal 2020-01-01
printf 'skills: [{name: Go}]\nx-skillgap: {goalDate: 2020-01-01, hoursPerWeek: 5}\n' >"$TMP/late.yaml"; chmod 600 "$TMP/late.yaml"
$S plan --role sre --profile "$TMP/late.yaml"; echo $? >&2; $S report --role sre --profile "$TMP/late.yaml"; echo $? >&2
