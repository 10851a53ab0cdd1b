"""The door to a real Windows: each question of `windows_questions` goes to one module here, and nothing is judged.

A new topic is one line in `windows_questions`, one function in the module of its subject, and its name in the `TOPICS`
there. Only Windows can import these modules.
"""
