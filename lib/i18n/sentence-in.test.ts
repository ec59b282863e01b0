import { expect, it } from "vitest";
import { sentenceIn } from "#/lib/i18n/sentence-in.ts";

it("fills the places of a known sentence and leaves an unknown one", () => {
  const english = "The e-mail address a@b.org already has an account. Sign in instead.";
  expect(sentenceIn("zh-CN", english)).toBe("邮箱 a@b.org 已经注册过。请直接登录。");
  expect(sentenceIn("en", english)).toBe(english);
  expect(sentenceIn("zh-CN", "No such sentence.")).toBe("No such sentence.");
});

it("translates sentence after sentence", () => {
  const two = "There is no such token, or it is revoked already. Its server said: 401.";
  expect(sentenceIn("zh-CN", two)).toBe("没有这个令牌，或者它已经撤销。Its server said: 401.");
});
