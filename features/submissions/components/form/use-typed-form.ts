import { type ComponentRef, type RefObject, useRef, useState, useTransition } from "react";

type TypedForm<Outcome> = {
  /** Of an element inside the form. */
  place: RefObject<ComponentRef<"div"> | null>;
  outcome: Outcome | null;
  pending: boolean;
  run: () => void;
};

/** Asks something about the form as it is typed now, without submitting it. */
export function useTypedForm<Outcome>(ask: (typed: FormData) => Promise<Outcome>): TypedForm<Outcome> {
  const place = useRef<ComponentRef<"div">>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [pending, start] = useTransition();
  const run = () => {
    const form = place.current?.closest("form");
    if (!form) return;
    const typed = new FormData(form);
    start(async () => {
      const found = await ask(typed);
      start(() => setOutcome(found));
    });
  };
  return { place, outcome: pending ? null : outcome, pending, run };
}
