$S outlook --as-of 2020-01 | head -24; $S outlook --as-of 2009-01
