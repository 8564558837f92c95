$S bands backend-engineer
