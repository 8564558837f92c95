# base pay stands in a source of base pay, of the nearest place; percentiles change with the data
printf 'Senior Backend Engineer\nAcme - Austin, Texas\nSalary: $150,000 - $180,000 per year\nYou must know Go.\n' | $S gap --posting - | grep -o 'of BLS OEWS [0-9-]*, [a-z]* pay in [A-Za-z]*'
