import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { expect, it, vi } from "vitest";
import { db, pool } from "#/lib/db.ts";
import { env } from "#/lib/env.ts";
import { type ChangeWatch, watchChanges } from "#/server/web/watch-changes.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const live = (watch: ChangeWatch) => vi.waitFor(() => expect(watch.isLive()).toBe(true), 8000);

it("hears of every change to what a leaderboard shows, and of nothing else", async () => {
  let changes = 0;
  const watch = watchChanges(env().DATABASE_URL, () => changes++);
  await live(watch);
  const model = await db().model.create({ data: { slug: "m", name: "M" } });
  await db().model.update({ where: { id: model.id }, data: { name: "N" } });
  await vi.waitFor(() => expect(changes).toBe(2));
  const data = {
    modelId: model.id,
    task: "perception",
    datasetSlug: "d",
    source: "reported",
    publishedAt: new Date(),
  } as const;
  const scores = { create: [{ metric: "accuracy", slice: "overall", value: 0.5 }] };
  const entry = await db().entry.create({ data: { ...data, scores } });
  await vi.waitFor(() => expect(changes).toBe(3));
  await db().entry.update({ where: { id: entry.id }, data: { publishedAt: new Date() } });
  await vi.waitFor(() => expect(changes).toBe(4));
  await pool().query("BEGIN; UPDATE entries SET coverage = 1; ROLLBACK");
  await pool().query("UPDATE users SET name = ''");
  await pool().query("SELECT pg_notify('page_changes', 'the beat of another process')");
  await db().entry.delete({ where: { id: entry.id } });
  await vi.waitFor(() => expect(changes).toBe(5));
  await watch.stop();
});

it("is not live while the database is out of hearing, and takes all for changed afterwards", async () => {
  const server = new URL(env().DATABASE_URL);
  const [port, host] = [Number(server.port), server.hostname];
  const links: Socket[] = [];
  const between = createServer((visitor) => {
    const beyond = connect(port, host);
    links.push(
      visitor.on("error", () => {}),
      beyond.on("error", () => {}),
    );
    visitor.pipe(beyond).pipe(visitor);
  }).listen(0, "127.0.0.1");
  await once(between, "listening");
  const address = between.address();
  server.port = String(typeof address === "object" ? address?.port : 0);
  let changes = 0;
  const watch = watchChanges(server.href, () => changes++);
  await live(watch);
  for (const link of links.splice(0)) link.unpipe();
  await vi.waitFor(() => expect(watch.isLive()).toBe(false), 8000);
  const before = changes;
  await live(watch);
  expect(changes).toBeGreaterThan(before);
  await watch.stop();
  for (const link of links) link.destroy();
  between.close();
}, 30_000);
