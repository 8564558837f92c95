# a title carries a level; what is mistyped is refused with what was meant
for role in "senior backend engineer" "backend-engineer"; do
    "$S" gap --role "$role" --format json | grep '"goal"'
done
"$S" plan --role "senior backend engineer" --level staff --hours 5 >/dev/null
"$S" bands "senior backend engineer" --region berlin | head -n 1
"$S" outlook --role "senior software engineer" | grep -m 1 -i "senior"
for role in "senior bakcend engineer" "bakcend engineer" "Backend engineer, Payments" "mechanical engineer"; do
    "$S" gap --role "$role"
done
