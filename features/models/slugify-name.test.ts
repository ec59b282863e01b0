import { expect, it } from "vitest";
import { slugifyName } from "#/features/models/slugify-name.ts";

it.each([
  ["LLaVA-v1.5 (Vicuna-v1.5-7B)", "llava-v1.5-vicuna-v1.5-7b"],
  ["GPT-4V (gpt-4-vision)", "gpt-4v-gpt-4-vision"],
  ["  Café / Modèle…  ", "cafe-modele"],
  ["../../etc/passwd", "etc-passwd"],
  ["质衡 模型", "质衡-模型"],
  ["!!!", "model"],
  ["a".repeat(200), "a".repeat(80)],
])("%j becomes %j", (name, slug) => {
  expect(slugifyName(name)).toBe(slug);
});
