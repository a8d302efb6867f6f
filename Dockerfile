# syntax=docker/dockerfile:1.7
# Three stages: the web page, the Python environment, and a small image with neither compilers nor package caches.

FROM node:22.14-bookworm-slim AS web
WORKDIR /build/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web/ ./
RUN npm run build

FROM python:3.12.9-slim-bookworm AS python
WORKDIR /app
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PROJECT_ENVIRONMENT=/app/.venv
RUN pip install --no-cache-dir uv==0.9.8
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN uv sync --frozen --no-dev --no-install-project
COPY agent_core/ agent_core/
COPY capabilities/ capabilities/
COPY gateway/ gateway/
COPY interfaces/ interfaces/
RUN uv sync --frozen --no-dev --no-editable

FROM python:3.12.9-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --create-home agentic
COPY --from=python /app/.venv /app/.venv
COPY --from=web /build/web/dist /app/web
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    AGENTIC_ENVIRONMENT=production \
    AGENTIC_HOST=0.0.0.0 \
    AGENTIC_PORT=8000 \
    AGENTIC_DATA_DIR=/data \
    AGENTIC_WEB_DIR=/app/web
USER agentic
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/api/health', timeout=4)"]
CMD ["agentic", "serve"]
