FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
WORKDIR /marquee
COPY requirements/base.txt requirements/base.txt
RUN pip install --require-hashes -r requirements/base.txt
RUN useradd --create-home --uid 10001 marquee && mkdir .data && chown marquee .data
COPY . .
USER 10001
EXPOSE 8000
# By a name that the site answers to: it refuses others.
HEALTHCHECK --interval=10s CMD ["python", "-c", "import os, urllib.request as u; host = os.environ.get('ALLOWED_HOSTS', 'localhost').split(',')[0]; u.urlopen(u.Request('http://127.0.0.1:8000/healthz', headers={'Host': host}), timeout=3)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--workers", "4", "config.wsgi:application"]
