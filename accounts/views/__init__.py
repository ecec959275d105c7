"""The household's pages: the gate, profiles and devices."""
