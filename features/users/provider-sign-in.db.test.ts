import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { newSessionToken } from "#/features/users/begin-session.ts";
import { changePassword } from "#/features/users/change-password.ts";
import { createUser } from "#/features/users/create-user.ts";
import { sessionOfToken, userOfSessionToken } from "#/features/users/session-token.ts";
import { signInProviders } from "#/features/users/sign-in-providers.ts";
import { db } from "#/lib/db.ts";
import { provideEnv } from "#/lib/env.ts";
import { AuthBrowser } from "#/test/auth-browser.ts";
import { startOpenIdServer } from "#/test/openid-server.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ NEXTAUTH_URL: "http://board.example" });

const client = { id: "board", secret: "a secret: 100 % + &" };
const password = "seven grey herons";
/** Where next-auth says why it refused. */
const said = vi.spyOn(console, "error").mockImplementation(() => {});
let provider: Awaited<ReturnType<typeof startOpenIdServer>>;

beforeAll(async () => {
  provider = await startOpenIdServer(client);
  provideEnv({ OIDC_ISSUER: provider.issuer, OIDC_ID: client.id, OIDC_SECRET: client.secret });
});
afterAll(() => provider[Symbol.asyncDispose]());
beforeEach(() => {
  said.mockClear();
  provider.style = "full";
  provider.flaw = undefined;
});

const session = (browser: AuthBrowser) => browser.cookies.get("next-auth.session-token");
const accounts = (email: string) => db().account.findMany({ where: { user: { email } } });

async function age(userId: string, minutes: number): Promise<void> {
  await db().session.updateMany({
    where: { userId },
    data: { createdAt: new Date(Date.now() - minutes * 60_000) },
  });
}

async function signIn(browser = new AuthBrowser()) {
  const end = await browser.signIn("oidc");
  const token = session(browser);
  return { end, browser, user: token ? await userOfSessionToken(token) : null };
}

/** Back on the sign-in page with this error, without session or account. */
async function expectRefusal(error: string, email: string) {
  const { end, user } = await signIn();
  expect(end.pathname).toBe("/sign-in");
  expect(end.searchParams.get("error")).toBe(error);
  expect(user).toBeNull();
  expect(await accounts(email)).toEqual([]);
}

describe("sign-in with an OpenID Connect provider", () => {
  it("makes an account with the e-mail in lower case, keeps no tokens, and gives a session", async () => {
    provider.person = { sub: "ada", email: "Ada@Example.ORG", email_verified: true, name: "Ada" };
    const { end, browser, user } = await signIn();
    expect(end.href).toBe("http://board.example/submit");
    expect(user).toMatchObject({ email: "ada@example.org", isAdmin: false });
    expect(await (await browser.ask("/api/auth/session")).json()).toMatchObject({ user: { id: user?.id } });
    const known = { provider: "oidc", providerAccountId: `${provider.issuer} ada` };
    const none = { access_token: null, refresh_token: null, id_token: null };
    expect(await accounts("ada@example.org")).toMatchObject([{ ...known, ...none }]);
  });

  it("knows the same subject again, whatever became of its e-mail", async () => {
    provider.person = { sub: "bea", email: "bea@example.org", email_verified: true };
    const first = await signIn();
    provider.person = { sub: "bea", email: "bea@elsewhere.example", email_verified: false };
    const again = await signIn();
    expect(first.user?.id).toBeDefined();
    expect(again.user).toEqual(first.user);
    expect(await db().user.count({ where: { email: { startsWith: "bea@" } } })).toBe(1);
  });

  it("takes the e-mail from /userinfo where the ID token has none", async () => {
    provider.style = "lean";
    provider.person = { sub: "lea", email: "lea@example.org", email_verified: "true" };
    expect((await signIn()).user).toMatchObject({ email: "lea@example.org" });
    provider.person = { sub: "leo", email: "leo@example.org" };
    await expectRefusal("EmailNotVerified", "leo@example.org");
  });

  it.each<[string, object]>([
    ["an unverified e-mail", { email: "cy@example.org", email_verified: false }],
    ["an e-mail of which nothing is said", { email: "cy@example.org" }],
    ["no e-mail", { email_verified: true }],
    ["what is no e-mail", { email: "cy", email_verified: true }],
  ])("makes no account of %s", async (_, claims) => {
    provider.person = { sub: "cy", ...claims };
    const before = await db().user.count();
    await expectRefusal("EmailNotVerified", "cy@example.org");
    expect(await db().user.count()).toBe(before);
  });

  it("is refused, and nothing linked, where the e-mail has an account already", async () => {
    const owner = await createUser({ email: "dan@example.org", password });
    provider.person = { sub: "dan", email: "DAN@example.org", email_verified: true };
    await expectRefusal("OAuthAccountNotLinked", owner.email);
    await expectRefusal("OAuthAccountNotLinked", owner.email);
  });

  it("takes the same subject of another issuer for somebody else", async () => {
    provider.person = { sub: "eve", email: "eve@example.org", email_verified: true };
    const { user } = await signIn();
    await using other = await startOpenIdServer(client);
    other.person = { sub: "eve", email: "mallory@example.org", email_verified: true };
    provideEnv({ OIDC_ISSUER: other.issuer });
    try {
      const there = await signIn();
      expect(there.user).toMatchObject({ email: "mallory@example.org" });
      expect(there.user?.id).not.toBe(user?.id);
    } finally {
      provideEnv({ OIDC_ISSUER: provider.issuer });
    }
  });
});

describe("an answer that is not the provider's to this browser", () => {
  it.each([
    ["key", "failed to validate JWT signature"],
    ["nonce", "nonce mismatch"],
    ["audience", "aud mismatch"],
    ["issuer", "unexpected iss value"],
  ] as const)("is refused: another %s", async (flaw, reason) => {
    provider.person = { sub: "flo", email: "flo@example.org", email_verified: true };
    provider.flaw = flaw;
    await expectRefusal("OAuthCallback", "flo@example.org");
    expect(said.mock.calls.flat()).toContainEqual(expect.stringContaining(reason));
  });

  it("is refused in a browser that did not ask, and with another one's state", async () => {
    provider.person = { sub: "gil", email: "gil@example.org", email_verified: true };
    const sentBack = await fetch(await new AuthBrowser().begin("oidc"), { redirect: "manual" });
    const callback = sentBack.headers.get("location") ?? "";
    const asking = new AuthBrowser();
    await asking.begin("oidc");
    const reasons = ["State cookie was missing", "state mismatch"];
    for (const [index, browser] of [new AuthBrowser(), asking].entries()) {
      const end = await browser.follow(callback);
      expect(end.searchParams.get("error")).toBe("OAuthCallback");
      expect(said.mock.calls.flat()).toContainEqual(expect.stringContaining(reasons[index] ?? ""));
      expect(session(browser)).toBeUndefined();
    }
    expect(await accounts("gil@example.org")).toEqual([]);
  });
});

it("leads back to the sign-in page while the provider is away", async () => {
  const gone = await startOpenIdServer(client);
  await gone[Symbol.asyncDispose]();
  provideEnv({ OIDC_ISSUER: gone.issuer });
  try {
    const browser = new AuthBrowser();
    const end = await browser.follow(await browser.begin("oidc"));
    expect([end.pathname, end.searchParams.get("error")]).toEqual(["/sign-in", "OAuthSignin"]);
  } finally {
    provideEnv({ OIDC_ISSUER: provider.issuer });
  }
});

describe("a provider added to an account", () => {
  it("needs a young session of it, not one that ended or that somebody finds open", async () => {
    const owner = await createUser({ email: "hal@example.org", password });
    const browser = new AuthBrowser();
    const ended = await newSessionToken({ id: owner.id, sessionVersion: 0 });
    const words = { current: password, password: "eight grey herons" };
    const renewed = await changePassword(owner, words, new Date());

    browser.cookies.set("next-auth.session-token", ended);
    provider.person = { sub: "thief", email: "thief@example.org", email_verified: true };
    expect((await signIn(browser)).user).toMatchObject({ email: "thief@example.org" });
    expect(await accounts(owner.email)).toEqual([]);

    browser.cookies.set("next-auth.session-token", await newSessionToken(renewed));
    await age(owner.id, 11);
    provider.person = { sub: "finder", email: "finder@example.org", email_verified: true };
    expect((await signIn(browser)).user).toMatchObject({ email: "finder@example.org" });
    expect(await accounts(owner.email)).toEqual([]);

    browser.cookies.set("next-auth.session-token", await newSessionToken(renewed));
    provider.person = { sub: "hal", email: "hal@elsewhere.example", email_verified: true };
    expect((await signIn(browser)).user).toMatchObject({ id: owner.id });
    expect(await accounts(owner.email)).toMatchObject([{ providerAccountId: `${provider.issuer} hal` }]);
  });
});

describe("an account that a provider made", () => {
  it("sets its first password soon after a sign-in, and is asked to sign in again later", async () => {
    provider.person = { sub: "ina", email: "ina@example.org", email_verified: true };
    const { browser, user } = await signIn();
    if (!user) throw new Error("Nobody signed in.");
    const began = async () => (await sessionOfToken(session(browser) ?? ""))?.beganAt ?? new Date(0);
    const set = async (word: string) => changePassword(user, { current: "", password: word }, await began());
    await age(user.id, 11);
    await expect(set(password)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/10 minutes\. Sign in again/),
    });
    const older = session(browser) ?? "";
    await signIn(browser);
    expect(session(browser)).not.toBe(older);
    expect(await userOfSessionToken(older)).toBeNull();
    await set(password);
    const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: user.id } });
    expect(passwordHash).toMatch(/^scrypt/);
  });
});

it("offers the providers that are set, by name", () => {
  provideEnv({ GITHUB_ID: "x", GITHUB_SECRET: "x", GOOGLE_ID: "x", GOOGLE_SECRET: "x", OIDC_NAME: "Lab" });
  expect(signInProviders().map(({ id, name }) => [id, name])).toEqual([
    ["github", "GitHub"],
    ["google", "Google"],
    ["oidc", "Lab"],
  ]);
  for (const { allowDangerousEmailAccountLinking } of signInProviders())
    expect(allowDangerousEmailAccountLinking).toBeUndefined();
});
