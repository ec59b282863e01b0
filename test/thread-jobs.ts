import { AppError } from "#/lib/errors.ts";
import { serveThread } from "#/lib/threads/serve-thread.ts";

const kept: unknown[] = [];

serveThread(async (job: "echo" | "loop" | "pattern" | "wait" | "fill" | "refuse" | "refuse by key") => {
  if (job === "loop") for (;;);
  if (job === "pattern") return /^(a+)+$/.test(`${"a".repeat(60)}b`);
  if (job === "wait") return new Promise(() => {});
  if (job === "fill") for (;;) kept.push(Array.from({ length: 10_000 }, (_, at) => ({ at })));
  if (job === "refuse by key")
    throw new AppError("not-found", { key: "tokens.tooMany", params: { count: 2 } }, { field: "file" });
  if (job === "refuse") throw new AppError("bad-input", "No.", { fields: { file: ["No."] } });
  return job;
});
