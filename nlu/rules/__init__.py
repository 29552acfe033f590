"""Rules around the network: what plain code can tell for certain is not left to it, and holds for every engine.

Before the network a rule may answer by itself, or take words away that it has read ("in ten minutes") and keep what
they mean in a Heard. After it a rule may change the commands by what was kept. The words that the rules look for are
those of the language: languages/<code>/rules/.
"""
