"""Hides names and numbers of people and computers in a recording, so that it still gives the same facts.

One table of made-up names serves the whole recording, questions and answers alike. What is not known to be harmless
is left out, unless a fact hangs on it: that is tried out, by asking the recording again.
"""
