"""Adapters: translate in, translate out, connect. One folder a platform; none knows another."""
