$S outlook --level boss
