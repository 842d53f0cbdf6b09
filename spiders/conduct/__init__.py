"""How the spiders behave towards hosts: whom they may ask, how often, and what they do when told to wait or to go away."""
