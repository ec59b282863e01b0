import pg from "pg";
import { env } from "#/lib/env.ts";

/** Null stands for "the connection was lost for a while: anything may have changed". */
type Listener = (payload: string | null) => void;

type Hub = {
  client: Promise<pg.Client> | null;
  /** Settles when what the connection was asked last has been answered. */
  asked: Promise<unknown>;
  listeners: Map<string, Set<Listener>>;
};
const holder = globalThis as typeof globalThis & { boardNotifications?: Hub };

function hub(): Hub {
  holder.boardNotifications ??= { client: null, asked: Promise.resolve(), listeners: new Map() };
  return holder.boardNotifications;
}

/** Calls the listener for every NOTIFY on the channel, over one connection per process; returns the way to stop. */
export async function listen(channel: string, listener: Listener): Promise<() => void> {
  const shared = hub();
  const ofChannel = shared.listeners.get(channel) ?? new Set();
  shared.listeners.set(channel, ofChannel.add(listener));
  const stop = () => {
    if (ofChannel.delete(listener)) hangUpIfSilent(shared);
  };
  try {
    const client = await connection();
    const answer = shared.asked.then(() => client.query(`LISTEN ${pg.escapeIdentifier(channel)}`));
    shared.asked = answer.catch(() => {});
    await answer;
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}

function connection(): Promise<pg.Client> {
  const shared = hub();
  shared.client ??= connect().catch((error) => {
    shared.client = null;
    throw error;
  });
  return shared.client;
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
  client.on("error", () => {});
  client.on("end", () => void reconnect(client));
  client.on("notification", ({ channel, payload }) => {
    for (const listener of hub().listeners.get(channel) ?? []) listener(payload ?? "");
  });
  await client.connect();
  for (const channel of hub().listeners.keys()) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
  return client;
}

function hangUpIfSilent(shared: Hub): void {
  if ([...shared.listeners.values()].some((listeners) => listeners.size > 0)) return;
  if (holder.boardNotifications === shared) delete holder.boardNotifications;
  void shared.client?.then((open) => open.end()).catch(() => {});
}

async function reconnect(lost: pg.Client): Promise<void> {
  const shared = hub();
  if ((await shared.client?.catch(() => null)) !== lost) return;
  shared.client = null;
  await connection().catch(() => {});
  for (const ofChannel of shared.listeners.values()) for (const listener of ofChannel) listener(null);
}
