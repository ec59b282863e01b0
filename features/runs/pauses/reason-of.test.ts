import { expect, it } from "vitest";
import { reasonIn } from "#/features/runs/pauses/reason-in.ts";
import { reasonOf } from "#/features/runs/pauses/reason-of.ts";
import { sentenceIn } from "#/lib/i18n/sentence-in.ts";
import chinese from "#/messages/zh-CN/submissions.json" with { type: "json" };

const inChinese = (run: Parameters<typeof reasonOf>[0]) =>
  reasonIn(
    reasonOf(run),
    (key) => (chinese.reasons as Record<string, string>)[key] ?? key,
    (text) => sentenceIn("zh-CN", text),
  );

it("says a pause and its detail in the reader's language", () => {
  const paused = {
    status: "paused",
    reason: "endpoint-refused",
    reasonDetail: "The endpoint is overloaded (503).",
  };
  expect(reasonOf(paused)).toMatchObject({
    reason:
      "The endpoint refuses the key or the account. Resume with a working key. The endpoint is overloaded (503).",
    reasonCode: "endpoint-refused",
    reasonKey: "endpoint-refused",
  });
  expect(inChinese(paused)).toBe("端点拒绝了密钥或账户。请换用有效的密钥后继续。端点过载（503）。");
});

it("says of a failed run that the time to wait was over", () => {
  const failed = { status: "failed", reason: "key-lost", reasonDetail: null };
  expect(reasonOf(failed).reason).toMatch(/^The board could not open the stored API key for 24 hours/);
  expect(inChinese(failed)).toBe(chinese.reasons["key-lost-over"]);
});

it("shows what has no text as it is", () => {
  expect(inChinese({ status: "failed", reason: "of-old", reasonDetail: null })).toBe("of-old");
  expect(inChinese({ status: "failed", reason: "of-old", reasonDetail: "It broke." })).toBe("It broke.");
  expect(inChinese({ status: "running", reason: null, reasonDetail: null })).toBe("");
});
