"""What every app uses, one idea a file: access, the log, jobs, versions, the write gate, headers."""
