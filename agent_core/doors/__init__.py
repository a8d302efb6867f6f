"""Doors: how people reach the assistant from other platforms, and how it reaches them, once each and in order."""
