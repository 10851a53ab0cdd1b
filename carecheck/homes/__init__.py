"""Many reports: several computers of one home as one report, and what has changed since an earlier visit."""
