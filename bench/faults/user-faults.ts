import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "#/bench/faults/fault.ts";
import { asked, runsAre, submissionInput } from "#/bench/faults/run-context.ts";
import { cancelSubmission } from "#/features/submissions/cancel-submission.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { submit } from "#/features/submissions/submit.ts";
import { db } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

const cancel: Fault = {
  key: "cancel",
  title: "cancelled while it finishes",
  family: "U",
  mayBeCancelled: true,
  async disturb(context) {
    await asked(context, 0.985 + 0.015 * context.random());
    await delay(context.random() * 60);
    await cancelSubmission(context.actor, context.submissionId).catch((error) => {
      if (!(error instanceof AppError && error.code === "conflict")) throw error;
    });
  },
  async check({ submissionId }) {
    const [run] = await db().run.findMany({ where: { submissionId }, include: { entries: true } });
    const entries = run?.entries.length ?? 0;
    const wanted = run?.status === "finished" ? 1 : 0;
    return entries === wanted ? [] : [`a ${run?.status} run has ${entries} entries`];
  },
};

const submitTwice: Fault = {
  key: "submit-twice",
  title: "submitted again and again with one idempotency key",
  family: "U",
  submissions: 2,
  async disturb(context) {
    const key = randomUUID();
    const again = () => submit(context.actor, submissionInput(context), key);
    const first = await Promise.all([again(), again(), again()]);
    await asked(context, 0.5);
    const ids = new Set([...first, await again()].map(({ id }) => id));
    const [id] = ids;
    if (ids.size !== 1 || id === undefined) throw new Error(`one key made ${ids.size} submissions`);
    await cancelSubmission(context.actor, id);
  },
};

const publish: Fault = {
  key: "publish",
  title: "published while its second run is under way",
  family: "U",
  hasForerun: true,
  async disturb({ actor, submissionId }) {
    await runsAre(submissionId, ([first]) => first?.status === "finished");
    await publishSubmission(actor, submissionId);
  },
  async check({ submissionId }) {
    const entries = await db().entry.findMany({ where: { run: { submissionId } } });
    const hidden = entries.filter(({ publishedAt }) => publishedAt === null).length;
    const lines = await db().ledgerEntry.findMany({ orderBy: { id: "asc" } });
    const told = lines
      .filter(({ detail }) => JSON.stringify(detail).includes(submissionId))
      .map(({ verb }) => verb);
    const wanted = "submission-published run-scored";
    return [
      ...(entries.length === 2 && hidden === 0
        ? []
        : [`${hidden} of ${entries.length} entries are not published`]),
      ...(told.join(" ") === wanted ? [] : [`the ledger says ${told.join(" ")}`]),
    ];
  },
};

export const userFaults: Fault[] = [cancel, submitTwice, publish];
