"""The only way to the outside: probes look at one thing each and fill a fact group."""
