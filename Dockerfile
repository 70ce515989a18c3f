# syntax=docker/dockerfile:1

# A long-term support line of Node that still gets security fixes; the sources run on 20.19 and newer.
ARG NODE_VERSION=24

# --- build: everything, development dependencies included ---
FROM node:${NODE_VERSION}-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY server/package.json server/
COPY client/package.json client/
RUN npm ci --ignore-scripts
COPY tsconfig.base.json ./
COPY scripts/ scripts/
COPY shared/ shared/
COPY server/ server/
COPY client/ client/
RUN node scripts/build.mjs

# --- dependencies: what the running server needs and nothing else ---
FROM node:${NODE_VERSION}-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY server/package.json server/
COPY client/package.json client/
RUN npm ci --ignore-scripts --omit=dev --workspace=@enishi/shared --workspace=@enishi/server

# --- the image that runs ---
FROM node:${NODE_VERSION}-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
WORKDIR /app
RUN install --directory --owner=node --group=node --mode=0700 /data
COPY --from=dependencies /app/ ./
COPY --from=build /app/shared/dist/ shared/dist/
COPY --from=build /app/server/dist/ server/dist/
COPY --from=build /app/client/dist/ client/dist/
COPY scripts/healthcheck.mjs scripts/
COPY LICENSE ./
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --start-interval=2s --retries=3 \
  CMD ["node", "scripts/healthcheck.mjs"]
# Run it with an init process (docker run --init, or `init: true` in the compose file): Node as process 1 would not
# reap its children.
CMD ["node", "--enable-source-maps", "server/dist/main.js"]
