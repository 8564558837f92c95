$S outlook --role data-engineer --level junior --region berlin
