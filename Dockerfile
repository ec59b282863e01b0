# One image for web, worker and shell: the command says which.
FROM node:24-bookworm-slim AS build
WORKDIR /board
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/with-setup.mjs scripts/build.ts && rm -rf .next/cache

# What a board at work needs: no second Node, no Prisma command line, no compiler but Next's own.
FROM node:24-bookworm-slim AS packages
WORKDIR /board
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY scripts/prune-packages.sh .
RUN sh prune-packages.sh

FROM node:24-bookworm-slim
WORKDIR /board
ENV NODE_ENV=production DATA_DIR=/data
COPY --from=packages /board/node_modules ./node_modules
COPY . .
COPY --from=build /board/prisma/generated ./prisma/generated
COPY --from=build --chown=node:node /board/.next ./.next
RUN mkdir /data && chown node:node /data && install -m 755 scripts/board.sh /usr/local/bin/board
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "--disable-warning=ExperimentalWarning", "server/start.ts", "web"]
