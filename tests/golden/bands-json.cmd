$S bands sre --region london,toronto --currency EUR --format json
