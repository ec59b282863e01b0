import { expect, it } from "vitest";
import { type Asker, RenderGate } from "#/server/web/render-gate.ts";

const never = new AbortController().signal;
const visitor = (network: string): Asker => ({ network, account: null, hasToken: false });

it("lets visitors in one by one, from each network in turn, and members beside them", async () => {
  const gate = new RenderGate();
  const begun: string[] = [];
  const leave = await gate.enter(visitor("first"), never);
  const asked = ["a", "a", "a", "b", "c"].map(async (network) => {
    const end = await gate.enter(visitor(network), never);
    begun.push(network);
    end();
  });
  const member = await gate.enter({ network: "a", account: "someone", hasToken: false }, never);
  expect(begun).toEqual([]);
  member();
  leave();
  await Promise.all(asked);
  expect(begun).toEqual(["a", "b", "c", "a", "a"]);
});

it("lets the next one in while a page waits for the database, and knows when enough wait", async () => {
  const gate = new RenderGate();
  await gate.enter(visitor("a"), never);
  await gate.enter(visitor("b"), never);
  const gone = new AbortController();
  for (let n = 0; n < 400; n++) gate.enter(visitor(`${n}`), gone.signal).catch(() => {});
  await expect(gate.enter(visitor("c"), never)).rejects.toMatchObject({
    reason: "full",
    retryAfterSeconds: 5,
  });
  gone.abort();
});
