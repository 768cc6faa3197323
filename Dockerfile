FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-nanum libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --uid 10001 siting

WORKDIR /srv/siting
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt

COPY . .
ENV PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/srv/siting/collected \
    VAR_DIR=/srv/siting/var \
    FILES_DIR=/srv/siting/files \
    ANCHOR_DIR=/srv/siting/anchors
RUN mkdir -p collected var files anchors \
    && SECRET_KEY=for-this-step-only python manage.py collectstatic --noinput \
    && chown -R siting:siting var files anchors

USER siting
EXPOSE 8000
CMD ["gunicorn", "siting.wsgi:application", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--no-control-socket"]
