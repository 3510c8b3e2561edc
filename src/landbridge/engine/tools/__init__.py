"""What every engine uses: when to stop, how to tell progress, how a result is measured."""
