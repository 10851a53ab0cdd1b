"""Many reports: joined, and compared with an earlier visit."""
