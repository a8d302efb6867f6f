"""Models and agents as data: who serves models, which agents use them, and the mind that answers one turn."""
