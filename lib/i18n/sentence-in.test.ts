import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sentenceIn } from "#/lib/i18n/sentence-in.ts";
import chinese from "#/messages/zh-CN/sentences.json" with { type: "json" };

it("fills the places of a known sentence and leaves an unknown one", () => {
  const english = "The server calls what answered a@b.org.";
  expect(sentenceIn("zh-CN", english)).toBe("服务器称应答者为 a@b.org。");
  expect(sentenceIn("en", english)).toBe(english);
  expect(sentenceIn("zh-CN", "No such sentence.")).toBe("No such sentence.");
});

it("translates sentence after sentence", () => {
  const two = "The endpoint refuses temperature 0. Its server said: 401.";
  expect(sentenceIn("zh-CN", two)).toBe("端点拒绝温度 0。Its server said: 401.");
});

it("knows only sentences that the source still has", () => {
  const root = join(import.meta.dirname, "../..");
  const source = ["features", "evaluation", "lib", "app"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
        join(root, folder, file),
      ),
    )
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const longest = (template: string) =>
    template
      .split("{}")
      .reduce((a, b) => (b.length > a.length ? b : a))
      .replace(/ \($/, "");
  expect(Object.keys(chinese).filter((template) => !source.includes(longest(template)))).toEqual([]);
});
