"""What breaks under a running bot: nothing is lost, nothing is stored twice, nobody is told what is not so."""
