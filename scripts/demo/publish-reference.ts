import { setTimeout as delay } from "node:timers/promises";
import type { Eye } from "#/demo/reference-endpoint/pixels.ts";
import { referenceModels } from "#/demo/reference-endpoint/start-reference-endpoint.ts";
import type { User } from "#/features/access/actor.ts";
import { latestDataset } from "#/features/datasets/queries.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import type { SubmissionView } from "#/features/submissions/submission-view.ts";
import { submit } from "#/features/submissions/submit.ts";
import { db } from "#/lib/db.ts";
import { demoEmail } from "#/scripts/demo/demo-user.ts";

const names: Record<Eye, string> = {
  all: "Reference endpoint",
  sharpness: "Sharpness and noise only",
  colour: "Colour and light only",
  half: "Half blind",
};
const datasets = ["demo-perception-dev", "demo-perception-test", "demo-description", "demo-assessment"];

export type Reference = { eye: Eye; baseUrl: string };

/** Has the reference endpoints evaluated and their scores published, unless they are there for these very datasets. */
export async function publishReferences(
  owner: User,
  references: readonly Reference[],
  report: (line: string) => void,
): Promise<void> {
  const asked: { id: string; name: string }[] = [];
  for (const reference of references) {
    const id = (await reusable(owner, reference)) ?? (await submitReference(owner, reference));
    asked.push({ id, name: names[reference.eye] });
  }
  for (const { id, name } of asked) {
    const view = await finished(owner, id, name, report);
    if (view.status !== "finished")
      throw new Error(`The evaluation of ${name} is ${view.status}: ${view.reason ?? "no reason given"}`);
    if (!view.publishedAt) await publishSubmission(owner, id);
  }
}

async function reusable(owner: User, { eye, baseUrl }: Reference): Promise<string | null> {
  const versions = await Promise.all(datasets.map(latestDataset));
  const ids = versions.flatMap((dataset) => (dataset ? [dataset.id] : []));
  const found = await db().submission.findMany({
    where: {
      model: { name: names[eye] },
      // The operator's, or of the ordinary account that submitted it in earlier releases.
      owner: { email: { in: [owner.email, demoEmail] } },
      AND: ids.map((datasetId) => ({ runs: { some: { datasetId } } })),
      runs: { none: { status: { in: ["failed", "cancelled"] } } },
    },
    include: { runs: true },
    orderBy: { createdAt: "desc" },
  });
  const done = found.find(({ runs }) => runs.every(({ status }) => status === "finished"));
  return (done ?? found.find((submission) => submission.baseUrl === baseUrl))?.id ?? null;
}

async function submitReference(owner: User, { eye, baseUrl }: Reference): Promise<string> {
  const answer = await submit(owner, {
    model: { name: names[eye] },
    endpoint: { protocol: "openai", baseUrl, model: referenceModels[eye], concurrency: 8 },
    datasets,
  });
  return answer.id;
}

async function finished(
  owner: User,
  id: string,
  name: string,
  report: (line: string) => void,
): Promise<SubmissionView> {
  let said = "";
  for (;;) {
    const view = await submissionView(owner, id);
    const counts = view.runs.map((run) => `${run.dataset} ${run.done + run.missing}/${run.total}`).join(", ");
    if (counts !== said) report(`Evaluating ${name}: ${counts}`);
    said = counts;
    if (view.status !== "queued" && view.status !== "running") return view;
    await delay(1000);
  }
}
