"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { User } from "#/features/access/actor.ts";
import { renameModel } from "#/features/models/rename-model.ts";
import { cancelSubmission } from "#/features/submissions/cancel-submission.ts";
import {
  dryRunOfForm,
  endpointOfForm,
  formValues,
  submissionOfForm,
} from "#/features/submissions/form-input.ts";
import { lockSubmission, unlockSubmission } from "#/features/submissions/lock-submission.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import { submit } from "#/features/submissions/submit.ts";
import { dryRun } from "#/features/submissions/trial/dry-run.ts";
import type { DryRunOutcome } from "#/features/submissions/trial/dry-run-outcome.ts";
import { type ProbeOutcome, probeEndpoint } from "#/features/submissions/trial/probe-endpoint.ts";
import { unpublishSubmission } from "#/features/submissions/unpublish-submission.ts";
import { verifyAnswers } from "#/features/submissions/verify-answers.ts";
import { requireUser } from "#/features/users/loaders.ts";
import { formRefusal } from "#/lib/form-refusal.ts";
import type { FormState } from "#/lib/form-state.ts";

export async function submitAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser("/submit");
  let id: string;
  try {
    const key = String(form.get("idempotencyKey") ?? "") || undefined;
    ({ id } = await submit(user, submissionOfForm(form), key));
  } catch (error) {
    return formRefusal(error, formValues(form));
  }
  redirect(`/submissions/${id}`);
}

export async function probeAction(form: FormData): Promise<ProbeOutcome> {
  const user = await requireUser("/submit");
  try {
    return { probe: await probeEndpoint(user, endpointOfForm(form), new AbortController().signal) };
  } catch (error) {
    const { message, fields } = await formRefusal(error, {});
    return { refusal: message ? [message] : Object.values(fields ?? {}).flat() };
  }
}

export async function dryRunAction(form: FormData, dataset: string): Promise<DryRunOutcome> {
  const user = await requireUser("/submit");
  try {
    return { dryRun: await dryRun(user, dryRunOfForm(form, dataset), new AbortController().signal) };
  } catch (error) {
    const { message, fields } = await formRefusal(error, {});
    return { refusal: message ? [message] : Object.values(fields ?? {}).flat() };
  }
}

export async function retryAction(_: FormState, form: FormData): Promise<FormState> {
  const apiKey = String(form.get("apiKey") ?? "").trim() || undefined;
  return change(form, (user, id) => retrySubmission(user, id, { apiKey }));
}

export async function cancelAction(_: FormState, form: FormData): Promise<FormState> {
  return change(form, cancelSubmission);
}

export async function publishAction(_: FormState, form: FormData): Promise<FormState> {
  return change(form, (user, id) => publishSubmission(user, id, String(form.get("name") ?? "")));
}

export async function unpublishAction(_: FormState, form: FormData): Promise<FormState> {
  return change(form, unpublishSubmission);
}

export async function verifyAction(_: FormState, form: FormData): Promise<FormState> {
  return change(form, (user, id) => verifyAnswers(user, id, reasonOf(form)));
}

export async function lockAction(_: FormState, form: FormData): Promise<FormState> {
  return change(form, (user, id) => lockSubmission(user, id, reasonOf(form)));
}

export async function unlockAction(_: FormState, form: FormData): Promise<FormState> {
  return change(form, (user, id) => unlockSubmission(user, id, reasonOf(form)));
}

export async function renameAction(_: FormState, form: FormData): Promise<FormState> {
  return change(form, async (user, id) => {
    const { model } = await submissionView(user, id);
    return renameModel(user, model.slug, String(form.get("name") ?? ""), reasonOf(form));
  });
}

function reasonOf(form: FormData): string {
  return String(form.get("reason") ?? "");
}

async function change(
  form: FormData,
  verb: (user: User, id: string) => Promise<unknown>,
): Promise<FormState> {
  const id = String(form.get("id") ?? "");
  const user = await requireUser(`/submissions/${id}`);
  try {
    await verb(user, id);
  } catch (error) {
    return formRefusal(error, {});
  }
  revalidatePath("/[locale]/submissions/[id]", "page");
  return { values: {}, saved: true };
}
