$S bands "data engineer" --region berlin,austin,kyiv --level senior --pay "EUR 82k"
