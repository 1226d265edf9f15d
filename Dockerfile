# Named by its version; for a build that never changes, add its digest: --build-arg BASE=node:24.21.0-bookworm-slim@sha256:…
ARG BASE=node:24.21.0-bookworm-slim

FROM ${BASE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY build/slim.ts ./build/
# The optional packages are Nodes for machines with an older one; here Node comes with the image. The native code of
# canvas and sharp is in optional packages of theirs, which stay.
RUN npm pkg delete optionalDependencies && npm ci --omit=dev && node build/slim.ts node_modules

FROM ${BASE}
# With more arenas than two, glibc keeps 10 MB more that nobody uses.
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 MALLOC_ARENA_MAX=2
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src ./src
COPY commands ./commands
COPY lessons ./lessons
RUN mkdir /data out && chown node:node /data out
# 1000 is node's number: Kubernetes does not know from a name that this is not root.
USER 1000
VOLUME /data
HEALTHCHECK --interval=60s --timeout=20s --start-period=10s \
  CMD ["node", "src/app/launch.js", "src/app/healthcheck.ts"]
EXPOSE 3000
# With credentials it serves their platforms; without, the page, and with `docker run -it` the chat in the terminal.
CMD ["node", "--max-old-space-size=256", "--max-semi-space-size=4", "src/app/launch.js", "src/app/main.ts"]
