"""Figures: what each is, how it is drawn, filed, cited and found by its address."""
