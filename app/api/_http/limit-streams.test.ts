import { expect, it } from "vitest";
import { beginStream } from "#/app/api/_http/limit-streams.ts";
import type { User } from "#/features/access/actor.ts";

const account = (id: string) => ({ id, email: `${id}@example.org`, isAdmin: false }) as User;
const from = (address: string) =>
  new Request("http://board.example", { headers: { "x-forwarded-for": address } });

it("lets an account follow so many submissions, wherever it is, and one more when one ends", () => {
  const ends = Array.from({ length: 20 }, (_, n) => beginStream(from(`198.51.100.${n}`), account("a")));
  expect(() => beginStream(from("198.51.100.99"), account("a"))).toThrow("Too many pages");
  beginStream(from("198.51.100.99"), account("b"));
  ends[0]?.();
  ends[0]?.();
  beginStream(from("198.51.100.99"), account("a"));
  expect(() => beginStream(from("198.51.100.99"), account("a"))).toThrow("Too many pages");
});

it("lets a network follow so many, and takes none from another", () => {
  const ends = Array.from({ length: 100 }, () => beginStream(from("2001:db8::1"), null));
  expect(() => beginStream(from("2001:db8::2"), null)).toThrow("Too many pages");
  beginStream(from("2001:db8:1::1"), null);
  for (const end of ends) end();
  beginStream(from("2001:db8::2"), null);
});
