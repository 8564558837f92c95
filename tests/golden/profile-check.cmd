$S profile check datasets/example/profile.json
