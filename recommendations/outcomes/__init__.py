"""What came of what was shown: where watching comes from, which places are taken, which titles succeed or fail."""
