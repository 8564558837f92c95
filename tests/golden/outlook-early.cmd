$S outlook --as-of 2020-01 | head -34; $S outlook --as-of 2009-01
