"""What backup programs leave on a Linux computer, one file for each program.

None of them is ever run: they would ask for passwords, lock, write or mount. A date counts only where it is that of
a backup, and not that of any use of the program.
"""
