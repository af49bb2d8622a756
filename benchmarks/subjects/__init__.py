"""What `benchmarks/throughput.py` compares: each is a process that takes updates from a Bot API and answers them."""
