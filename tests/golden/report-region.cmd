# without a role a region's pay comes first; a level alone, or a region that is none, is refused
for region in Munich Tokyo; do $S report --region $region | awk '/^Pay/ { on = 1 } /^[A-OQ-Z]/ { on = 0 } on'; done
for wrong in "--region atlantis" "--region berln" "--level snior" "--level senior" "--level snior --region Munich"; do
    $S report $wrong
    echo "exit $?" >&2
done
$S report --region Lagos | head -n 6
