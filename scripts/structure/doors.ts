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

/** Who opens connections outside `evaluation/endpoints/`, and why that is not an outbound call to a stranger. */
const ownConnections: [path: RegExp, why: string][] = [
  [/^lib\/postgres\/embedded-postgres\.ts$/, "looks for a free port"],
  [/^server\/free-port\.ts$/, "looks for a free port"],
  [/^server\/send-heartbeats\.mjs$/, "writes to a pipe of its supervisor"],
  [/^server\/web\/serve\.ts$/, "listens: it is the web process"],
  [/^server\/web\/inner-server\.ts$/, "asks itself over streams in its own memory"],
  [/^server\/web\/with-body\.ts$/, "makes a request of one that came in"],
  [/^server\/board-processes\.ts$/, "asks the web process that it has started whether it is ready"],
  [/^demo\/(chat-server|reference-endpoint|reference-judge)\//, "listens: they are endpoints"],
];

const environment = /^(rawEnv|provideEnv|namedEnv|environmentWith)$/;

/** One door per power. `process.env` has its own in biome.json (noProcessEnv). */
export const doors: Door[] = [
  {
    power: "the database",
    needs: (found) =>
      (/^(prisma\/generated\/client\.ts|lib\/db\.ts)$/.test(found.target) &&
        !found.typeOnly &&
        !closing(found)) ||
      /^(pg|pg-.*|@prisma\/.*)$/.test(found.target),
    open: /^lib\/|^server\/(worker-alive|web\/watch-changes)\.ts$|^features\/(?!.*\/(components\/|(schema|policy|loaders|actions)\.)).+\.ts$/,
  },
  {
    power: "the environment beyond env()",
    needs: (found) => found.target === "lib/env.ts" && found.names.some((name) => environment.test(name)),
    open: /^lib\/(embedded-services|secrets\/stored-secret)\.ts$|^server\/|^cli\/(board|api-key-from)\.ts$/,
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
    open: new RegExp(
      ["^evaluation\\/endpoints\\/", ...ownConnections.map(([path]) => path.source)].join("|"),
    ),
  },
  {
    power: "the request",
    needs: (found) => /^(next\/(headers|cache|server|navigation)|next-intl\/server)$/.test(found.target),
    open: /^(app\/|lib\/(i18n\/|form-refusal\.ts$)|proxy\.ts$|instrumentation\.ts$)|^features\/.+\/(loaders|actions)\.tsx?$|(^|\/)components\//,
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
