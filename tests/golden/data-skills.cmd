$S data skills rust-lang >/dev/null && $S data skills cobol
$S data skills 'quantum' | head -3
$S data roles zzzz
