"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { isActive } from "#/features/runs/run-status.ts";
import type { SubmissionView } from "#/features/submissions/submission-view.ts";

const reloadMs = 10_000;

/** Returns the server's view, then each newer one as it happens; when the runs end the page is asked for once more. */
export function useLiveSubmission(fromServer: SubmissionView): { view: SubmissionView; live: boolean } {
  const router = useRouter();
  const [shown, setShown] = useState({ fromServer, view: fromServer });
  const [lost, setLost] = useState(false);
  if (shown.fromServer !== fromServer) setShown({ fromServer, view: fromServer });
  const active = isActive(fromServer.status);

  useEffect(() => {
    if (!active || lost) return;
    const events = new EventSource(`/api/v1/submissions/${fromServer.id}/events`);
    events.addEventListener("progress", (event: MessageEvent<string>) => {
      const view = JSON.parse(event.data) as SubmissionView;
      setShown((before) => ({ ...before, view }));
      if (isActive(view.status)) return;
      events.close();
      router.refresh();
    });
    events.addEventListener("error", () => setLost(events.readyState === EventSource.CLOSED));
    return () => events.close();
  }, [active, lost, fromServer.id, router]);

  useEffect(() => {
    if (!active || !lost) return;
    const timer = setInterval(() => router.refresh(), reloadMs);
    return () => clearInterval(timer);
  }, [active, lost, router]);

  return { view: shown.view, live: !lost };
}
