$S fetch lever acme globex --eu --base http://127.0.0.1:9 --dry-run | sed "s|$TMP|HOME|"; $S fetch lever https://jobs.lever.co/acme; $S fetch hn --since 2027-01; $S fetch
