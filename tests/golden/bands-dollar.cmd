# an amount without a currency is in that of the regions, and so is a dollar
$S bands sre --region austin,US/denver --pay 150k | grep 'you: the'; $S bands sre --region austin --pay '$150k' | grep 'you: the'; $S bands sre --region toronto --pay '$150k' | grep 'you: the'; $S bands sre --region berlin --currency USD --pay '$150k' | grep 'you: the'
