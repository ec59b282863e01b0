import { expect, it } from "vitest";
import { sentenceIn } from "#/lib/i18n/sentence-in.ts";

it("fills the places of a known sentence and leaves an unknown one", () => {
  const english = "The e-mail address a@b.org already has an account. Sign in instead.";
  expect(sentenceIn("zh-CN", english)).toBe("邮箱 a@b.org 已经注册过。请直接登录。");
  expect(sentenceIn("en", english)).toBe(english);
  expect(sentenceIn("zh-CN", "No such sentence.")).toBe("No such sentence.");
});
