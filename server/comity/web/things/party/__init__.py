"""Say in tables what a party did: where it belongs, on which texts it acted, what it leads."""
