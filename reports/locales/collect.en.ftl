# collect en
