"""What is added to markdown-it: one file per construct, each giving a rule of its parser."""
