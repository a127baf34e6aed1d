"""Logos of clients: whatever file comes in becomes plain outlines or plain pixels, told from nothing else.

Everything here is for the worker process: what it reads may be broken, or made to do harm.
"""
