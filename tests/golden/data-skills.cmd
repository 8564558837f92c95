$S data skills COBOL | head -2
$S data skills "quantum comp" | cut -c1-17 | grep quantum
$S data roles zzzz
