$S data roles | sed -n "1,4p"
$S data role
