# collect pt

## What is received

collect-source-title = Rodada de especialistas { $round }
