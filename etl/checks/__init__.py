"""What the staged rows must hold, rule by rule; what breaks one becomes a problem."""
