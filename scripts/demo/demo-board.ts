import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  eyes,
  referenceModels,
  startReferenceEndpoint,
} from "#/demo/reference-endpoint/start-reference-endpoint.ts";
import { judgeModel, startReferenceJudge } from "#/demo/reference-judge/start-reference-judge.ts";
import { hasJudge } from "#/features/judging/judge-setting.ts";
import { seedReported } from "#/features/reported/seed-reported.ts";
import { operatorUser } from "#/features/users/operator-user.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { closeDb } from "#/lib/db.ts";
import { openServices } from "#/lib/embedded-services.ts";
import { env, provideEnv } from "#/lib/env.ts";
import { demoUser } from "#/scripts/demo/demo-user.ts";
import { prepareSets } from "#/scripts/demo/prepare-sets.ts";
import { publishReferences, type Reference } from "#/scripts/demo/publish-reference.ts";
import { startBoard, untilReady } from "#/server/board-processes.ts";
import { firstFreePort, isPortFree } from "#/server/free-port.ts";
import { ensureWebBuild } from "#/server/web-build.ts";

// Next.js redirects in a circle when it is bound to 127.0.0.1 by number and its proxy rewrites an address.
const host = "localhost";
const endpointHost = "127.0.0.1";
// The same ports every time if they are free, so that an interrupted evaluation finds its endpoints again.
const endpointPort = 18_321;
const judgePort = 18_330;

export type DemoBoard = {
  address: string;
  endpoint: { baseUrl: string; model: string };
  email: string;
  password: string;
};

type Close = () => Promise<void>;

/** Brings up the whole board on generated data; `closing` collects what has to be undone, whatever happens. */
export async function openDemoBoard(
  port: number | null,
  closing: Close[],
  report: (line: string) => void,
): Promise<DemoBoard> {
  const services = await openServices();
  closing.push(services.release, closeDb, closeQueue);
  const folder = join(env().DATA_DIR, "demo");
  await mkdir(folder, { recursive: true });
  const webPort = await choosePort(port);
  const references = await startReferences(closing);
  await provideJudge(closing);
  const allowed = [...env().ENDPOINT_ALLOWLIST, endpointHost].join(",");
  provideEnv({ ENDPOINT_ALLOWLIST: allowed, PORT: String(webPort) });

  const address = `http://localhost:${webPort}`;
  const options = {
    services,
    port: webPort,
    host,
    mode: "start",
    logFile: (role: string) => join(folder, `${role}.log`),
    extraEnv: { NEXTAUTH_URL: address },
    onCrash: (line: string) => report(`${line}; see ${folder}`),
  } as const;
  const web = async () => {
    await ensureWebBuild(report);
    closing.push(startBoard({ ...options, roles: ["web"] }).stop);
    await untilReady(address);
  };
  const evaluation = async () => {
    closing.push(startBoard({ ...options, roles: ["worker"] }).stop);
    await seedReported();
    await prepareSets(folder, report);
    const owner = await demoUser(folder);
    await publishReferences(await operatorUser(), references, report);
    return owner;
  };
  const [{ user, password }] = await Promise.all([evaluation(), web()]);
  return {
    address,
    endpoint: { baseUrl: references[0]?.baseUrl ?? "", model: referenceModels.all },
    email: user.email,
    password,
  };
}

/** One that sees all of a picture first, then those that see a part of it. */
async function startReferences(closing: Close[]): Promise<Reference[]> {
  const references: Reference[] = [];
  for (const [place, eye] of eyes.entries()) {
    const port = await firstFreePort(endpointPort + place, endpointHost);
    const { baseUrl, close } = await startReferenceEndpoint({ port }, eye);
    closing.push(close);
    references.push({ eye, baseUrl });
  }
  return references;
}

/** The lexical judge, unless the operator has one. */
async function provideJudge(closing: Close[]): Promise<void> {
  if (await hasJudge()) return;
  const judge = await startReferenceJudge({ port: await firstFreePort(judgePort, endpointHost) });
  closing.push(judge.close);
  provideEnv({ JUDGE_BASE_URL: judge.baseUrl, JUDGE_MODEL: judgeModel, JUDGE_TEMPERATURE: "0" });
}

async function choosePort(asked: number | null): Promise<number> {
  if (asked === null) return firstFreePort(env().PORT, host);
  if (await isPortFree(asked, host)) return asked;
  throw new Error(`Port ${asked} is in use. Stop what listens there or give another --port.`);
}
