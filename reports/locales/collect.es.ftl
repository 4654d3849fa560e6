# collect es

## What is received

collect-source-title = Ronda de expertos { $round }
