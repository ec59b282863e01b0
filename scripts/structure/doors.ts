import { isTest } from "#/scripts/structure/floors.ts";
import { type Import, importsOf } from "#/scripts/structure/imports.ts";
import type { SourceFile } from "#/scripts/structure/source-file.ts";

type Door = {
  power: string;
  needs: (found: Import) => boolean;
  calls?: RegExp;
  open: RegExp;
};

const tools = /^(scripts|bench)\/|\.config\.(ts|mjs)$/;
const browser = /(^|\/)components\//;

const closing = (found: Import) => found.names.length > 0 && found.names.every((name) => name === "closeDb");

/** One door per power. `process.env` has its own in biome.json (noProcessEnv). */
export const doors: Door[] = [
  {
    power: "the database",
    needs: (found) =>
      (/^(prisma\/generated\/client\.ts|lib\/db\.ts)$/.test(found.target) &&
        !found.typeOnly &&
        !closing(found)) ||
      /^(pg|pg-.*|@prisma\/.*)$/.test(found.target),
    open: /^lib\/|^features\/[^/]+\/(?!schema\.|policy\.|loaders\.|actions\.|components\/).+\.ts$/,
  },
  {
    power: "the queue",
    needs: (found) => /^(bullmq|ioredis|lib\/queue.*\.ts)$/.test(found.target) && !found.typeOnly,
    open: /^(jobs|workers)\/|^lib\/(queue|rate-limit)/,
  },
  {
    power: "outbound HTTP",
    needs: (found) =>
      /^(undici|(node:)?(http|https|http2|net|tls)|axios|got)$/.test(found.target) && !found.typeOnly,
    calls: /(?<![.\w])fetch\(/,
    open: /^evaluation\/endpoints\/|^lib\/embedded-postgres\.ts$|^demo\/(chat-server|reference-endpoint|reference-judge)\//,
  },
  {
    power: "the request",
    needs: (found) => /^(next\/(headers|cache|server|navigation)|next-intl\/server)$/.test(found.target),
    open: /^(app\/|lib\/(i18n\/|form-refusal\.ts$)|proxy\.ts$|instrumentation\.ts$)|^features\/[^/]+\/(loaders|actions)\.tsx?$|(^|\/)components\//,
  },
];

export function doorProblems(files: SourceFile[]): string[] {
  return files
    .filter((file) => !isTest(file.path) && !tools.test(file.path))
    .flatMap((file) =>
      doors
        .filter((door) => !door.open.test(file.path))
        .flatMap((door) => {
          const used = importsOf(file).find(door.needs);
          if (used) return [`${file.path}: ${used.target} opens ${door.power}, which is not done here`];
          if (door.calls?.test(file.text) && !browser.test(file.path))
            return [`${file.path}: a direct call opens ${door.power}, which is not done here`];
          return [];
        }),
    );
}
