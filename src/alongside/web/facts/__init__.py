"""Facts: whom each thing that a worker wrote is about, also after people are joined or parted."""
