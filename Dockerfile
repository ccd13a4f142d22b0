# syntax=docker/dockerfile:1

# Production packages only. The native ones bring their binaries along, so nothing is compiled and no script has to run.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

# Node runs the TypeScript as it is: there is no build step.
FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production \
    # Leaves room for buffers and native memory in a container of 768 MB; raise both together.
    NODE_OPTIONS=--max-old-space-size=512 \
    # Inside a container the loopback address reaches nobody.
    SYNCLINE_HOST=0.0.0.0 \
    SYNCLINE_PORT=8080
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY config ./config
COPY connectors ./connectors
COPY jobs ./jobs
COPY src ./src
# The ledger (SQLite) and the key file live here when DATABASE_URL names no PostgreSQL.
RUN mkdir .syncline && chown node:node .syncline
VOLUME /app/.syncline
USER node
EXPOSE 8080
# The image holds no redis-server, so the private Redis of a bare start is not at hand: REDIS_URL is required. The
# configuration is mounted as /app/syncline.config.ts.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "--max-old-space-size=32", "-e", "fetch('http://127.0.0.1:' + process.env.SYNCLINE_PORT + '/livez').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts", "start"]
