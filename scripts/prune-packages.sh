#!/bin/sh
# Takes from node_modules what a built board at work never loads; the board is built elsewhere and runs on the image's Node.
set -e
cd node_modules
# npm keeps what is wanted both by tools of development and, if present, by packages of the board.
rm -rf prisma @prisma/dev @prisma/studio-core @prisma/fetch-engine @prisma/engines @prisma/query-plan-executor \
  effect @electric-sql typescript @typescript playwright playwright-core elkjs @types .bin
# Compilers, and the Node and PostgreSQL that a clone without them installs.
rm -rf @next/swc-* @swc/core* next-intl-swc-plugin-extractor node-linux-* @embedded-postgres
# Of seven databases that Prisma can ask, the board asks one.
find @prisma/client/runtime -name 'query_compiler_*' ! -name '*postgresql*' -delete
find . -name '*.map' -delete
