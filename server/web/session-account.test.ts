import { encode } from "next-auth/jwt";
import { expect, it } from "vitest";
import { sessionAccount } from "#/server/web/session-account.ts";

const secret = "s".repeat(32);
const sub = "4b3f7a52-0000-4000-8000-000000000001";

it.each(["next-auth.session-token", "__Secure-next-auth.session-token"])(
  "knows whose %s it is",
  async (name) => {
    const token = await encode({ token: { sub }, secret });
    expect(await sessionAccount({ cookie: `locale=en; ${name}=${token}` }, secret)).toBe(sub);
    expect(await sessionAccount({ cookie: `${name}=${token}` }, "t".repeat(32))).toBeNull();
    expect(await sessionAccount({ cookie: `${name}=${token.slice(0, -2)}` }, secret)).toBeNull();
  },
);

it("takes nobody for a member who only says so", async () => {
  const junk = ["", "next-auth.session-token=", "next-auth.session-token=x", `${"a=b; ".repeat(3000)}x`];
  for (const cookie of junk) expect(await sessionAccount({ cookie }, secret)).toBeNull();
  expect(await sessionAccount({}, secret)).toBeNull();
});
