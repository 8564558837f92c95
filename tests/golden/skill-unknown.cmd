$S skill kubernetis
