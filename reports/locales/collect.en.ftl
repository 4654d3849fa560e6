# collect en

## What is received

collect-source-title = Expert round { $round }
