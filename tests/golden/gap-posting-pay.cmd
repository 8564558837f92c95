# what of an ad's pay is compared: the middle of a range, the one end that is stated, or the sum
for pay in "\$150,000 - \$180,000 per year" "up to USD 155,000 a year" "from USD 120,000 a year" "USD 140,000 a year" "USD 139,000 to 141,000 a year"; do
    printf 'Senior Backend Engineer\nAcme - Austin, Texas\nSalary: %s\nYou must know Go.\n' "$pay" | $S -q gap --posting - --profile datasets/example/profile.json | tr -s ' \n' ' ' | grep -o 'That is [^(]*\|Your pay USD [^:]*\(line\|Of\)'
done
# pay that is called total is not held against base pay
(umask 077; sed 's/"component": "base"/"component": "total"/' datasets/example/profile.json >"$TMP/total.json")
for profile in datasets/example/profile.json "$TMP/total.json"; do $S -q bands backend-engineer --region austin --profile "$profile" | tr -s ' \n' ' ' | grep -o 'Austin: USD 140,000[^)]*)\|It is compared with [a-z]*'; done
