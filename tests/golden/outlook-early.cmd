$S outlook --as-of 2020-01
