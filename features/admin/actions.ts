"use server";
import { revalidatePath } from "next/cache";
import type { User } from "#/features/access/actor.ts";
import { retryRun } from "#/features/admin/retry-run.ts";
import { setAnswers } from "#/features/datasets/set-answers.ts";
import { changeHiddenSet } from "#/features/hidden-keys/change-hidden-set.ts";
import { decideAdmission } from "#/features/hidden-keys/decide-admission.ts";
import { changeJudge, resetJudge } from "#/features/judging/change-judge.ts";
import { setQuota } from "#/features/quotas/set-quota.ts";
import { drainWorkers, resumeWorkers } from "#/features/runs/draining/drain-workers.ts";
import { decidePublication } from "#/features/submissions/publication/decide-publication.ts";
import { blockUser, unblockUser } from "#/features/users/block-user.ts";
import { requireUser } from "#/features/users/loaders.ts";
import { formRefusal } from "#/lib/form-refusal.ts";
import type { FormState } from "#/lib/form-state.ts";

export async function drainAction(): Promise<FormState> {
  return change(drainWorkers);
}

export async function resumeAction(): Promise<FormState> {
  return change(resumeWorkers);
}

export async function retryRunAction(_: FormState, form: FormData): Promise<FormState> {
  return change((admin) => retryRun(admin, text(form, "submission")));
}

export async function quotaAction(_: FormState, form: FormData): Promise<FormState> {
  const count = (name: string) => (text(form, name) === "" ? null : Number(text(form, name)));
  const quota = {
    submissionsADay: count("submissionsADay"),
    hiddenSubmissionsADay: count("hiddenSubmissionsADay"),
  };
  return change((admin) => setQuota(admin, text(form, "user"), quota));
}

export async function admissionAction(_: FormState, form: FormData): Promise<FormState> {
  const [user, dataset, state] = ["user", "dataset", "state"].map((name) => text(form, name));
  return change((admin) => decideAdmission(admin, { user, dataset, state }));
}

export async function publicationAction(_: FormState, form: FormData): Promise<FormState> {
  const names = ["submission", "dataset", "decision", "reason"];
  const asked = Object.fromEntries(names.map((name) => [name, text(form, name)]));
  return change((admin) => decidePublication(admin, asked));
}

/** The limit in per cent of the key, or whether files are scored: what the form holds. */
export async function hiddenSetAction(_: FormState, form: FormData): Promise<FormState> {
  const [files, limit] = [text(form, "files"), text(form, "limit")];
  return change((admin) =>
    changeHiddenSet(admin, {
      dataset: text(form, "dataset"),
      ...(files && { takesFiles: files === "on" }),
      ...(limit && { pauseShare: Number(limit) / 100 }),
    }),
  );
}

export async function answersAction(_: FormState, form: FormData): Promise<FormState> {
  return change((admin) =>
    setAnswers(admin, {
      id: Number(text(form, "dataset")),
      answers: text(form, "answers"),
      older: text(form, "older") !== "",
      confirm: text(form, "confirm"),
    }),
  );
}

export async function judgeAction(_: FormState, form: FormData): Promise<FormState> {
  const [baseUrl, model, apiKey] = ["baseUrl", "model", "apiKey"].map((name) => text(form, name));
  const templatesOf = Number(text(form, "templatesOf"));
  return change((admin) => changeJudge(admin, { baseUrl, model, apiKey, templatesOf }));
}

export async function resetJudgeAction(): Promise<FormState> {
  return change(resetJudge);
}

export async function blockAction(_: FormState, form: FormData): Promise<FormState> {
  return change((admin) => blockUser(admin, text(form, "email"), text(form, "reason")));
}

export async function unblockAction(_: FormState, form: FormData): Promise<FormState> {
  return change((admin) => unblockUser(admin, text(form, "email"), text(form, "reason")));
}

function text(form: FormData, name: string): string {
  return String(form.get(name) ?? "").trim();
}

/** Each verb asks for an administrator itself, and enters the audit log. */
async function change(verb: (admin: User) => Promise<unknown>): Promise<FormState> {
  const user = await requireUser("/admin");
  try {
    await verb(user);
  } catch (error) {
    return formRefusal(error, {});
  }
  revalidatePath("/[locale]/admin", "page");
  return { values: {}, saved: true };
}
