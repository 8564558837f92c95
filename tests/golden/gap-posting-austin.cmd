# the pay stands against a source of base pay, of the nearest place, at its level; figures change with the data
printf 'Senior Backend Engineer\nAcme - Austin, Texas\nSalary: $150,000 - $180,000 per year\nYou must know Go.\n' | $S gap --posting - | tr -s ' \n' ' ' | grep -o 'US DOL wage levels [0-9-]*: Austin, base, level III\|the middle of its range, USD 165,000 a year is [a-z]*'
