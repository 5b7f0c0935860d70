"""Published scoring formulae as pure functions: what a scored row should have got by its own printed rule."""
