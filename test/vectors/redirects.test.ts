import { describe, expect, it, vi } from "vitest";
import { asking, failing } from "#/test/ask-endpoint.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import * as does from "#/test/misbehaviours.ts";
import { sharedData } from "#/test/shared-data.ts";
import { vectorsOf } from "#/test/vectors/vectors-of.ts";

type Vector = { id: string; expect: string; redirect?: { status: number; location: string } };

const redirects = vectorsOf<Vector>("ssrf").filter((vector) => vector.expect === "block-on-redirect");

describe.runIf(sharedData)("a redirect", () => {
  it("is among the vectors", () => expect(redirects.length).toBeGreaterThan(2));

  it.each(redirects)("$id is not followed and ends the run", async ({ redirect }) => {
    const { status = 307, location = "" } = redirect ?? {};
    const error = await failing([does.redirect(location, status)]);
    expect(error).toMatchObject({ kind: "redirect", stopsRun: true, retryable: false });
  });
});

it("to another server on this machine brings no call there", async () => {
  await using target = await startMisbehavingEndpoint([does.ok("A")]);
  expect(await failing([does.redirect(`${target.url}/chat/completions`, 308)])).toMatchObject({
    kind: "redirect",
  });
  expect(target.calls).toHaveLength(0);
});

it("no proxy is asked, whatever the variables say", async () => {
  await using proxy = await startMisbehavingEndpoint([does.ok("by proxy")]);
  for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"])
    vi.stubEnv(name, new URL(proxy.url).origin);
  vi.stubEnv("NODE_USE_ENV_PROXY", "1");
  try {
    expect((await asking([does.ok("itself")])).reply.text).toBe("itself");
    expect(proxy.calls).toHaveLength(0);
  } finally {
    vi.unstubAllEnvs();
  }
});
