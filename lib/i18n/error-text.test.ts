import { createTranslator } from "use-intl/core";
import { expect, it } from "vitest";
import { AppError } from "#/lib/errors.ts";
import { type ErrorText, errorText, errorTextProblem } from "#/lib/i18n/error-text.ts";
import english from "#/messages/en/errors.json" with { type: "json" };
import chinese from "#/messages/zh-CN/errors.json" with { type: "json" };

it("says an error and its field in each language", () => {
  const error = new AppError("conflict", { key: "tokens.tooMany", params: { count: 20 } }, { field: "name" });
  expect(error.message).toBe("There are already 20 tokens. Revoke one that is not used.");
  expect(error.fields).toEqual({ name: [error.message] });
  const chinese = "已经有 20 个令牌。请先撤销一个不用的。";
  expect(error.said((text) => errorText("zh-CN", text))).toEqual({
    message: chinese,
    fields: { name: [chinese] },
  });
});

it("leaves an error without a key as it is", () => {
  const error = new AppError("bad-input", "It is wrong.", { fields: { a: ["So."] } });
  expect(error.said(() => "never")).toEqual({ message: "It is wrong.", fields: { a: ["So."] } });
});

it("shows in words what has no text, or lacks a parameter", () => {
  const unknown = { key: "tokens.noSuchText" as ErrorText["key"], params: { count: 3 } };
  expect(errorText("zh-CN", unknown)).toBe("Tokens: no such text, 3");
  expect(errorTextProblem("en", unknown)).toBe("messages/en/errors.json has no text tokens.noSuchText");
  const lacking = { key: "tokens.tooMany" } as const;
  expect(errorText("en", lacking)).toBe("There are already … tokens. Revoke one that is not used.");
  expect(errorTextProblem("en", lacking)).toBe("the text tokens.tooMany lacks count");
  expect(errorTextProblem("en", { ...lacking, params: { count: 1 } })).toBeNull();
});

it.each([
  ["en", english],
  ["zh-CN", chinese],
] as const)("says every text in %s as pages do that are sent the texts", (locale, messages) => {
  const translate = createTranslator({ locale, messages: messages as typeof english });
  for (const [group, texts] of Object.entries(messages)) {
    for (const [name, template] of Object.entries(texts)) {
      const key = `${group}.${name}` as ErrorText["key"];
      const places = [...template.matchAll(/\{(\w+)\}/g)].map(([, place]) => [place, `<${place}>`]);
      const params = Object.fromEntries(places) as Record<string, string>;
      expect(translate(key, params)).toBe(errorText(locale, { key, params }));
    }
  }
});
