"""The version, apart, so that `retold --version` reads nothing else."""

__version__ = "0.1.0"
