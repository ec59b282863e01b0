import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "#/lib/env.ts";
import { type Prisma, PrismaClient } from "#/prisma/generated/client.ts";

export type Tx = Prisma.TransactionClient;

type Connections = { pool: pg.Pool; prisma: PrismaClient };
const holder = globalThis as typeof globalThis & { boardDatabase?: Connections };

function connections(): Connections {
  if (!holder.boardDatabase) {
    const pool = new pg.Pool({
      connectionString: env().DATABASE_URL,
      max: 10,
      application_name: "q-bench-board",
      // A process that is frozen in the middle of a transaction must not keep others from its rows.
      idle_in_transaction_session_timeout: env().WORKER_LEASE_MS,
    });
    // A connection that breaks, idle or between two statements, must not end the process; the next query has a new one.
    pool.on("error", () => {});
    pool.on("connect", (client) => client.on("error", () => {}));
    holder.boardDatabase = { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
  }
  return holder.boardDatabase;
}

export function db(): PrismaClient {
  return connections().prisma;
}

export function pool(): pg.Pool {
  return connections().pool;
}

export async function closeDb(): Promise<void> {
  const open = holder.boardDatabase;
  delete holder.boardDatabase;
  await open?.prisma.$disconnect();
  await open?.pool.end().catch(() => {});
}
