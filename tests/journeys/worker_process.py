"""A worker on another database than the settings name: python -m tests.journeys.worker_process NAME."""

# ruff: noqa: PLC0415 - models are importable only after django.setup()

import os
import sys


def main(name: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "landbridge.site.settings"
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = name
    django.setup()
    from landbridge.base.worker import Worker

    Worker(processes=1, poll=0.1, grace=1.0).run()


if __name__ == "__main__":
    main(sys.argv[1])
