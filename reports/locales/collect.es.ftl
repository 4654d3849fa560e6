# collect es
