import { createHash } from "node:crypto";
import { habitServer } from "#/test/habit-server.ts";
import { type MisbehavingEndpoint, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { completionBody, json } from "#/test/misbehaviours.ts";

const letters = ["A", "B"];

/** A model that answers every task, blindly, so that it differs from the reference on many items. */
export function startSecondModel(): Promise<MisbehavingEndpoint> {
  return startMisbehavingEndpoint((call) => {
    const asked = JSON.stringify(call.body ?? null);
    const draw = createHash("sha256").update(asked).digest()[0] ?? 0;
    if (!asked.includes("option's letter"))
      return habitServer({ prefill: "continued", logprobs: "listed", quality: draw % 20 })(call);
    return json(completionBody({ content: letters[draw % letters.length] ?? "" }));
  });
}
