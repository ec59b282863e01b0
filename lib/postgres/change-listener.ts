import { randomUUID } from "node:crypto";
import pg from "pg";
import { env } from "#/lib/env.ts";
import { withTimeout } from "#/lib/with-timeout.ts";

const patienceMs = 1000;
/** After a beat that did not come back nobody waits for the next one for a while. */
const silentMs = 10_000;

/**
 * Counts what is notified on a channel. A count is told only after a beat that was sent when it was asked for has come
 * back: notifications come in the order of their transactions, so nothing that was committed before the question is
 * missing from the answer. Those who ask while a beat is under way share the next one.
 */
export class ChangeListener {
  readonly #channel: string;
  #client: Promise<pg.Client> | null = null;
  #count = 0;
  #running: Promise<number | null> = Promise.resolve(null);
  #next: Promise<number | null> | null = null;
  #deafUntil = 0;
  readonly #beats = new Map<string, () => void>();

  constructor(channel: string) {
    this.#channel = channel;
  }

  /** As long as two answers are equal, nothing was notified between the questions. Null: it cannot be known now. */
  count(): Promise<number | null> {
    if (performance.now() < this.#deafUntil) return Promise.resolve(null);
    this.#next ??= this.#running.then(() => {
      this.#running = this.#beat();
      this.#next = null;
      return this.#running;
    });
    return this.#next;
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => null);
    await client?.end().catch(() => {});
  }

  async #beat(): Promise<number | null> {
    const own = randomUUID();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#beats.set(own, resolve);
    try {
      await withTimeout(
        patienceMs,
        this.#send(own).then(() => promise),
      );
      return this.#count;
    } catch {
      this.#deafUntil = performance.now() + silentMs;
      void this.close();
      return null;
    } finally {
      this.#beats.delete(own);
    }
  }

  async #send(own: string): Promise<void> {
    this.#client ??= this.#connect();
    const client = await this.#client;
    await client.query("SELECT pg_notify($1, $2)", [this.#channel, own]);
  }

  #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      keepAlive: true,
      connectionTimeoutMillis: patienceMs,
    });
    const connecting = client
      .connect()
      .then(() => client.query(`LISTEN ${pg.escapeIdentifier(this.#channel)}`))
      .then(() => client);
    const lose = () => {
      // What happened since it was last heard is not known.
      this.#count += 1;
      if (this.#client === connecting) this.#client = null;
    };
    client.on("error", lose).on("end", lose);
    client.on("notification", ({ payload }) => {
      if (payload === "" || payload === undefined) this.#count += 1;
      else this.#beats.get(payload)?.();
    });
    connecting.catch(lose);
    return connecting;
  }
}
