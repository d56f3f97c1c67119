"""Plugins that are faulty on purpose, each in its own way."""
