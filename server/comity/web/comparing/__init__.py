"""Put two, three or four forums, texts or countries side by side."""
