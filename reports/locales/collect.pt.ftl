# collect pt
