# which fields the summary has; what they say changes with the data
fields() { sed '/^Outlook$/,$d' | grep -oE '^(Goal|You|Learn [123]|New|Leave [123]|Pay|Offer|Stay or go|Data)  ' | sed 's, [123],,; s, *$,,' | uniq; }
$S report --profile datasets/example/profile.json --offer datasets/example/offer.json | fields
echo "--- no hours, no offer"
$S report --role data-engineer | fields
echo "--- nobody"
$S report | fields
