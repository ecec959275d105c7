FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
WORKDIR /marquee
COPY requirements/base.txt requirements/base.txt
RUN pip install --require-hashes -r requirements/base.txt
RUN useradd --create-home marquee && mkdir .data && chown marquee .data
COPY . .
USER marquee
EXPOSE 8000
HEALTHCHECK --interval=10s CMD python -c "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=3)"
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--workers", "4", "config.wsgi:application"]
