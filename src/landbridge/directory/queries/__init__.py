"""What is read of the directory.

``organisations`` whose facts a person may see or change · ``panels`` what other apps tell of an organisation ·
``history`` what happened to it · ``checks`` its verifications and blacklist checks · ``matching`` which
organisations may be the same.
"""
