import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

/** Notified by triggers on every table that a kept page shows; see the migration page_changes. */
const channel = "page_changes";
const beatMs = 1000;
const patienceMs = 3000;

export type ChangeWatch = { isLive(): boolean; stop(): Promise<void> };

/**
 * Calls `onChange` when a page may have changed, also after a time in which that could not be known. A beat that goes
 * out and comes back as a notification itself shows that nothing before it was missed; without it the watch is not live.
 */
export function watchChanges(databaseUrl: string, onChange: () => void): ChangeWatch {
  const own = randomUUID();
  let heardAt = Number.NEGATIVE_INFINITY;
  let client: pg.Client | null = null;
  let stopped = false;
  const isLive = () => performance.now() - heardAt < patienceMs;

  const hear = ({ payload }: pg.Notification) => {
    if (payload === "") onChange();
    if (payload !== own) return;
    if (!isLive()) onChange();
    heardAt = performance.now();
  };

  async function watchOnce(): Promise<void> {
    const open = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    client = open;
    const lost = new Promise<void>((done) => open.once("end", done).once("error", () => done()));
    open.on("error", () => {}).on("notification", hear);
    try {
      await open.connect();
      await open.query(`LISTEN ${channel}`);
      const startedAt = performance.now();
      while (!stopped && (isLive() || performance.now() - startedAt < patienceMs)) {
        const beat = open.query("SELECT pg_notify($1, $2)", [channel, own]);
        beat.catch(() => {});
        await Promise.race([beat, lost, delay(patienceMs)]);
        await Promise.race([lost, delay(beatMs)]);
      }
    } finally {
      heardAt = Number.NEGATIVE_INFINITY;
      onChange();
      open.end().catch(() => {});
    }
  }

  async function watch(): Promise<void> {
    while (!stopped) {
      await watchOnce().catch(() => {});
      if (!stopped) await delay(beatMs);
    }
  }

  const watching = watch();
  return {
    isLive,
    stop: async () => {
      stopped = true;
      await client?.end().catch(() => {});
      await watching;
    },
  };
}
