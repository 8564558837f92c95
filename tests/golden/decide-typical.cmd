$S decide --now "EUR 82k" --offer 90k --typical
