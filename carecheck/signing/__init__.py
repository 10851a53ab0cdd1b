"""Signatures of report files, in the form of minisign: whoever has the public key can tell that a file is as signed."""
