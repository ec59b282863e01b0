import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

const name = "x-board-own";
const holder = globalThis as typeof globalThis & { boardOwnMark?: string };

/** Marks what this process asks of itself; nobody else can know the value. */
export function ownRequestMark(): Record<typeof name, string> {
  holder.boardOwnMark ??= randomBytes(16).toString("hex");
  return { [name]: holder.boardOwnMark };
}

export function isOwnRequest(headers: IncomingHttpHeaders): boolean {
  const told = Buffer.from(String(headers[name] ?? ""));
  const own = Buffer.from(ownRequestMark()[name]);
  return told.length === own.length && timingSafeEqual(told, own);
}
