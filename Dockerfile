FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Canvas and sharp come as optional packages, so those stay; Node itself comes with the image.
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-* node_modules/node-win-*

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src ./src
COPY commands ./commands
COPY lessons ./lessons
RUN mkdir /data out && chown node:node /data out
USER node
VOLUME /data
HEALTHCHECK --interval=60s --timeout=20s --start-period=10s \
  CMD ["node", "src/app/launch.js", "src/app/healthcheck.ts"]
EXPOSE 3000
# With credentials it serves their platforms; without, the page, and with `docker run -it` the chat in the terminal.
CMD ["node", "src/app/launch.js", "src/app/main.ts"]
