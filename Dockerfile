# The bot in a container: `docker compose up --build`, see docs/operators.md.

FROM python:3.13-slim-bookworm AS packages
COPY requirements/run.txt /
RUN ["python", "-m", "venv", "/venv"]
# Wheels alone: nothing is compiled here, and nothing that the lock does not name gets in.
RUN ["/venv/bin/pip", "install", "--no-cache-dir", "--disable-pip-version-check", \
     "--only-binary=:all:", "--require-hashes", "--requirement", "/run.txt"]

FROM python:3.13-slim-bookworm
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LOOPMATE_DATA=/data \
    LOOPMATE_LOG=json
COPY --from=packages /venv /venv
COPY content/ content/
COPY migrations/ migrations/
COPY bot/ bot/
COPY cogs/ cogs/
# The root is read-only when it runs, so what Python would write there is written now.
RUN ["python", "-m", "compileall", "-q", "bot", "cogs", "migrations"]
RUN ["install", "-d", "-o", "10001", "-g", "10001", "/data"]

USER 10001:10001
VOLUME /data
# As `python -m bot healthcheck`, without loading the bot: the heartbeat is less than 45 s old.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-S", "-E", "-c", "import os, sys, time; sys.exit(time.time() - os.stat(os.environ['LOOPMATE_DATA'] + '/heartbeat').st_mtime > 45)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
