import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { newNonce } from "#/lib/http/content-security-policy.ts";
import { answerWith, cachePage } from "#/server/web/cached-page.ts";

const nonce = newNonce();
const row = '<tr data-r="a"><td>62.31</td></tr>量';
const html = `<script nonce="${nonce}">1</script>${row.repeat(5000)}<script nonce="${nonce}">2</script>`;
const headers = { "content-type": "text/html", "content-security-policy": `script-src 'nonce-${nonce}'` };

it.each([false, true])("gives every answer a nonce of its own, gzip %s", (gzip) => {
  const page = cachePage(headers, Buffer.from(html));
  const seen = new Set<string>();
  for (let round = 0; round < 3; round++) {
    const answer = answerWith(page, gzip);
    const bytes = Buffer.concat(answer.body);
    const fresh = /'nonce-(\w+)'/.exec(answer.headers["content-security-policy"] ?? "")?.[1] ?? "";
    expect(answer.headers["content-length"]).toBe(String(bytes.length));
    expect(answer.headers["content-encoding"]).toBe(gzip ? "gzip" : undefined);
    expect((gzip ? gunzipSync(bytes) : bytes).toString()).toBe(html.replaceAll(nonce, fresh));
    seen.add(fresh);
  }
  expect(seen.size).toBe(3);
  expect(seen).not.toContain(nonce);
});

it.each([false, true])("leaves a page without a policy as it is, gzip %s", (gzip) => {
  const { body } = answerWith(cachePage({ "content-type": "text/html" }, Buffer.from(html)), gzip);
  const bytes = Buffer.concat(body);
  expect((gzip ? gunzipSync(bytes) : bytes).toString()).toBe(html);
});
