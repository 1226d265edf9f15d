# Named by its version; for a build that never changes, add its digest: --build-arg BASE=node:24.21.0-bookworm-slim@sha256:…
ARG BASE=node:24.21.0-bookworm-slim

FROM ${BASE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY build/slim.ts ./build/
# The optional packages are Nodes for machines with an older one; here Node comes with the image. Canvas, sharp and resvg have their
# native code as optional packages of their own, which stay.
RUN npm pkg delete optionalDependencies && npm ci --omit=dev && node build/slim.ts node_modules

FROM ${BASE}
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0
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
CMD ["node", "--max-old-space-size=1024", "--max-semi-space-size=4", "src/app/launch.js", "src/app/main.ts"]
