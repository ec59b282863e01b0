"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type Refusal, sendFile } from "#/features/predictions/components/send-file.ts";
import type { CheckReport } from "#/features/predictions/predictions-report.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";

export type Chosen = { dataset: string; model: string; words: string | null; filter: string; file: File };
export type UploadState =
  | { step: "idle" }
  | { step: "sending"; for: "check" | "submit"; share: number }
  | { step: "checked"; report: CheckReport }
  | { step: "refused"; refusal: Refusal }
  | { step: "lost" };

export function usePredictionsUpload() {
  const router = useRouter();
  const [state, setState] = useState<UploadState>({ step: "idle" });

  async function send<Answer>(chosen: Chosen, purpose: "check" | "submit"): Promise<Answer | null> {
    setState({ step: "sending", for: purpose, share: 0 });
    const showShare = (share: number) => setState({ step: "sending", for: purpose, share });
    const sent = await sendFile<Answer>(addressOf(chosen, purpose), chosen.file, showShare);
    if (sent && "answer" in sent) return sent.answer;
    setState(sent ? { step: "refused", refusal: sent.refusal } : { step: "lost" });
    return null;
  }

  return {
    state,
    forget: () => setState({ step: "idle" }),
    async check(chosen: Chosen): Promise<void> {
      const report = await send<CheckReport>(chosen, "check");
      if (report) setState({ step: "checked", report });
    },
    async submit(chosen: Chosen): Promise<void> {
      const submission = await send<SubmissionAnswer>(chosen, "submit");
      if (submission) router.push(submission.url);
    },
  };
}

function addressOf(
  { dataset, model, words: message, filter, file }: Chosen,
  purpose: "check" | "submit",
): string {
  const query = new URLSearchParams({ dataset, filename: file.name });
  if (model.trim()) query.set("model", model.trim());
  if (message !== null) query.set("words", message);
  if (filter.trim()) query.set("filter", filter.trim());
  if (purpose === "check") query.set("dry-run", "1");
  return `/api/v1/predictions?${query}`;
}
