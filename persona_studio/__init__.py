"""Persona Studio: from a survey file to printed personas, on one machine."""

__version__ = "0.1.0"
