# Baton in a container: nothing is compiled, so a stage that installs and a stage that runs. The file system may be read-only;
# only DATA_DIR is written to. How to run it, and how far that was tried: docs/containers.md.
FROM node:26-trixie-slim AS packages
WORKDIR /baton
COPY package.json package-lock.json ./
# No scripts: none of the packages that run in production needs one.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:26-trixie-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3978 \
    DATA_DIR=/data \
    ORGANISATION_FILE=/etc/baton/organisation.yaml
WORKDIR /baton
COPY --from=packages /baton/node_modules ./node_modules
COPY package.json ./
COPY src ./src
# What operators run beside the bot, and what those import; the other scripts need packages that are not here.
COPY scripts/arguments.ts scripts/backup.ts scripts/copied.ts scripts/grab-bag.ts scripts/operator.ts scripts/people.ts \
  scripts/report.ts scripts/restore.ts scripts/verify.ts ./scripts/
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3978
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# No shell and no npm between: SIGTERM reaches the bot, which stops within 10 s.
CMD ["node", "src/index.ts"]
