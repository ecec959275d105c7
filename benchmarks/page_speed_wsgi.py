"""The site as a server runs it, whose answers say which worker gave them: so that each gets one connection."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.page_speed_settings"

from django.core.wsgi import get_wsgi_application

_application = get_wsgi_application()
_worker = str(os.getpid())


def application(environ, start_response):
    def start(status, headers, *more):
        return start_response(status, [*headers, ("X-Worker", _worker)], *more)

    return _application(environ, start)
