"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.web.settings")
application = get_wsgi_application()

# Only a proxy that was named may say who asks and whether the way to it was encrypted.
if proxies := os.environ.get("ALONGSIDE_PROXY"):
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts=proxies)
