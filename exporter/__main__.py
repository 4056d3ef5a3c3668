"""`python -m exporter`: the command line."""

from exporter.cli import main

if __name__ == "__main__":
    main(prog_name="exporter")
