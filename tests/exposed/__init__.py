"""What a public list saw open at our address: asked at real servers on loopback."""
