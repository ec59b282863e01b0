import { expect, it } from "vitest";
import { ownMessageProblems } from "#/scripts/structure/own-messages.ts";

it("keeps our messages out of the UI that another product could ship", () => {
  const text = 'import { useTranslations } from "next-intl";\n';
  expect(ownMessageProblems([{ path: "components/ui/button.tsx", text }])).toEqual([
    "components/ui/button.tsx: next-intl brings our messages; texts come as props",
  ]);
  expect(ownMessageProblems([{ path: "features/runs/components/button.tsx", text }])).toEqual([]);
});
