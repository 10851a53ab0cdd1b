"""Looking at thousands of domains, by DNS alone: no page is opened and no registry is asked."""
