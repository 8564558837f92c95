$S bands backend-engineer --region amsterdam,zurich,CR --pay 90k --currency EUR
