$S decide --now "USD 140k" --offer 165k --forfeit 30k --growth 3% --promotion 14% --raise 8.7% --internal 150k --internal-chance 50% --internal-within 12 --probation 5% --details
