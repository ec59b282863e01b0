import { join } from "node:path";
import type { BuiltPattern, FoundPattern } from "#/test/patterns/find-patterns.ts";

/** Patterns that a function builds come to be when it is called: the calls for files that do so. */
const calls: Readonly<Record<string, () => Promise<unknown>>> = {
  "demo/reference-endpoint/quality-words.ts": async () => {
    const { qualityWordStep } = await import("#/demo/reference-endpoint/quality-words.ts");
    return qualityWordStep(0.5, " ", "good or poor");
  },
  "evaluation/probe/picture-check.ts": async () => {
    const { namesColour, namesNumber } = await import("#/evaluation/probe/picture-check.ts");
    const scene = { number: "1234", colour: "red" } as const;
    return [namesNumber("1234", scene), namesColour("red", scene)];
  },
};

/**
 * The regular expressions that files build as they run, caught as their constructor is called. The files must not
 * have been imported before. Throws where one of the places built none.
 */
export async function collectBuilt(root: string, places: readonly BuiltPattern[]): Promise<FoundPattern[]> {
  const found: FoundPattern[] = [];
  const Original = RegExp;
  const note = (pattern: RegExp) => {
    const place = placeOfCaller(root);
    if (place) found.push({ place, pattern, isRepeated: pattern.global });
    return pattern;
  };
  globalThis.RegExp = new Proxy(Original, {
    construct: (target, args, newTarget) => note(Reflect.construct(target, args, newTarget) as RegExp),
    apply: (target, self, args) => note(Reflect.apply(target, self, args) as RegExp),
  });
  try {
    for (const file of new Set(places.map(({ file }) => file))) {
      await import(/* @vite-ignore */ join(root, file));
      await calls[file]?.();
    }
  } finally {
    globalThis.RegExp = Original;
  }
  const missed = places.find(({ file, line }) => !found.some(({ place }) => place === `${file}:${line}`));
  if (missed) {
    throw new Error(
      `${missed.file}:${missed.line} built no pattern. Add a call of it to test/patterns/built-patterns.ts.`,
    );
  }
  return found;
}

function placeOfCaller(root: string): string | null {
  const frames = (new Error().stack ?? "").split("\n").slice(1);
  const frame = frames.find((line) => !line.includes("built-patterns.ts") && !line.includes("at Proxy"));
  const start = frame?.indexOf(root) ?? -1;
  if (!frame || start === -1 || frame.includes("node_modules")) return null;
  const [file, line] = frame.slice(start + root.length).split(":");
  return `${file}:${line}`;
}
