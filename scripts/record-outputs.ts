import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { tasks } from "#/evaluation/tasks/task.ts";
import { masked } from "#/scripts/outputs/masks.ts";
import { linksOf, pageText } from "#/scripts/outputs/page-text.ts";
import { signIn } from "#/scripts/outputs/sign-in.ts";

/**
 * Writes what a running board says into a folder, a file an address: pages as text in both languages, as visitor and
 * signed in, everything the API gives out, and the shell's tables. Two recordings of one data folder are compared by
 * `diff -r`: only what scripts/outputs/masks.ts lists may differ without a word in the changelog.
 */
const usage = `Usage: node scripts/with-setup.mjs scripts/record-outputs.ts ADDRESS FOLDER [--email E --password P]
ADDRESS is that of a board that runs on the data folder which DATA_DIR names here too.`;

const mostPagesOfAKind = 2;
const patienceMs = 60_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { email: { type: "string" }, password: { type: "string" } },
});
const [address, folder] = positionals;
if (!address || !folder) {
  console.error(usage);
  process.exit(2);
}
let recorded = 0;

const first = [
  "/",
  "/leaderboard/perception",
  "/leaderboard/description",
  "/leaderboard/assessment",
  "/compare",
];
const session = values.email && values.password ? await signIn(address, values.email, values.password) : null;
for (const locale of ["en", "zh-CN"])
  for (const [who, cookie] of [["visitor", ""] as const, ["member", session] as const])
    if (cookie !== null) await recordPages(locale, who, cookie);
await recordApi(session ?? "");
recordShell();
console.error(`${recorded} outputs of ${address} are in ${folder}.`);

async function recordPages(locale: string, who: string, cookie: string): Promise<void> {
  const queue = [
    ...first,
    ...(cookie ? ["/account", "/submissions", "/submit", "/submit/predictions", "/admin"] : []),
  ];
  const known = new Set(queue);
  const ofKind = new Map<string, number>();
  for (const path of queue) {
    const response = await ask(path, { cookie: `${cookie}; NEXT_LOCALE=${locale}`, accept: "text/html" });
    const type = response.headers.get("content-type") ?? "";
    const body = Buffer.from(await response.arrayBuffer());
    if (!type.startsWith("text/html")) {
      await record(`files/${who}`, path, `${response.status} ${type}\n${contentOf(type, body)}`);
      continue;
    }
    const html = body.toString("utf8");
    await record(`pages/${locale}/${who}`, path, `${response.status}\n${pageText(html)}`);
    for (const link of linksOf(html)) {
      const kind = kindOf(link);
      if (known.has(link) || (ofKind.get(kind) ?? 0) >= mostPagesOfAKind) continue;
      known.add(link);
      ofKind.set(kind, (ofKind.get(kind) ?? 0) + 1);
      queue.push(link);
    }
  }
}

async function recordApi(cookie: string): Promise<void> {
  const json = async (path: string): Promise<unknown> => JSON.parse(await recordFile(path, cookie));
  await json("/api/v1/openapi.json");
  const { datasets = [] } = (await json("/api/v1/datasets")) as {
    datasets?: { slug: string; task: string }[];
  };
  for (const { slug, task } of datasets) {
    const board = (await json(`/api/v1/leaderboards/${task}?dataset=${slug}`)) as {
      rows?: { model: { slug: string } }[];
    };
    await recordFile(`/api/v1/leaderboards/${task}.csv?dataset=${slug}`, cookie);
    for (const { model } of board.rows?.slice(0, mostPagesOfAKind) ?? [])
      await json(`/api/v1/models/${model.slug}`);
  }
  const { submissions = [] } = (await json("/api/v1/submissions")) as { submissions?: { id: string }[] };
  for (const { id } of submissions) {
    const { runs } = (await json(`/api/v1/submissions/${id}`)) as { runs: { dataset: string }[] };
    for (const { dataset } of runs)
      for (const file of ["items.csv", "items.jsonl", "receipt"])
        await recordFile(`/api/v1/submissions/${id}/runs/${dataset}/${file}`, cookie);
  }
}

async function recordFile(path: string, cookie: string): Promise<string> {
  const response = await ask(path, { cookie });
  const body = await response.text();
  await record("api", path, `${response.status} ${response.headers.get("content-type")}\n${body}`);
  return body;
}

function recordShell(): void {
  const commands = [
    ["--help"],
    ["datasets", "list"],
    ...tasks.flatMap((task) =>
      ["table", "csv", "json", "latex"].map((format) => ["leaderboard", task, "--format", format]),
    ),
  ];
  for (const command of commands) {
    const args = ["run", "--silent", "board", "--", ...command];
    const { stdout, stderr, status } = spawnSync("npm", args, { encoding: "utf8" });
    void record("shell", command.join(" "), `exit code ${status}\n${stdout}\n${stderr}`);
  }
}

function ask(path: string, headers: Record<string, string>): Promise<Response> {
  return fetch(new URL(path, address), {
    headers,
    redirect: "manual",
    signal: AbortSignal.timeout(patienceMs),
  });
}

/** Pages of one kind differ in their parameters and in what follows a collection's name. */
function kindOf(link: string): string {
  const { pathname, searchParams } = new URL(link, "http://localhost");
  const [, collection = "", , ...rest] = pathname.split("/");
  return [
    collection,
    ...rest.map((part) => (/\d/.test(part) ? "#" : part)),
    ...new Set(searchParams.keys()),
  ].join("/");
}

function contentOf(type: string, body: Buffer): string {
  return /^text\/|json|svg/.test(type)
    ? body.toString("utf8")
    : createHash("sha256").update(body).digest("hex");
}

async function record(kind: string, name: string, text: string): Promise<void> {
  const readable = name.replace(/[^\w.=-]+/g, "_").slice(0, 120);
  const unique = createHash("sha256").update(name).digest("hex").slice(0, 8);
  await mkdir(join(folder ?? "", kind), { recursive: true });
  await writeFile(join(folder ?? "", kind, `${readable}-${unique}.txt`), `${name}\n${masked(text)}\n`);
  recorded += 1;
}
