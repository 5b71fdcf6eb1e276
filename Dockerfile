# Production image: the application and its packages, nothing that builds or tests them. The same image runs web, worker
# and beat; docker-compose.yml shows the three commands.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=vlu.settings
RUN useradd --system --create-home --uid 10001 vlu
WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY . .
# Collecting page assets reads the settings but opens no connection: these values never leave this line.
RUN SECRET_KEY=collecting DATABASE_URL=postgres://nobody@localhost/none REDIS_URL=redis://localhost ALLOWED_HOSTS=localhost \
    python manage.py collectstatic --no-input

USER vlu
EXPOSE 8000
# Asks as the proxy would, for the first host name that is allowed.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", "\
import http.client, os, sys; \
asked = http.client.HTTPConnection('127.0.0.1', 8000, timeout=4); \
host = os.environ['ALLOWED_HOSTS'].split(',')[0]; \
asked.request('GET', '/healthz', headers={'Host': host, 'X-Forwarded-Proto': 'https'}); \
sys.exit(asked.getresponse().status != 200)"]
CMD ["gunicorn", "vlu.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--no-control-socket"]
