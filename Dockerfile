# The bot without root, with nothing to write but /data: run it with --read-only --tmpfs /tmp (see docs/operations.md).
FROM python:3.12-slim AS build
WORKDIR /adal
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.12-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin adal && install -d -o adal -g adal -m 700 /data
COPY --from=build /venv /venv
WORKDIR /adal
COPY *.py ./
COPY chat chat
COPY domain domain
COPY forms forms
COPY handlers handlers
COPY locales locales
COPY playground playground
COPY reports reports
COPY scheduler scheduler
COPY services services
COPY storage storage
COPY transport transport
ENV ADAL_DATA_DIR=/data ADAL_METRICS_PORT=9108 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PATH=/venv/bin:$PATH
USER 10001
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"ADAL_METRICS_PORT\"]}/healthz', timeout=4)"]
ENTRYPOINT ["python", "bot.py"]
CMD ["run"]
