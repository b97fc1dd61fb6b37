"""From the workspace folder to a `Project` and all that is wrong with it; the only room that reads inputs."""
