import { requestAddress } from "#/app/api/_http/request-actor.ts";
import type { Actor } from "#/features/access/actor.ts";
import { AppError } from "#/lib/errors.ts";
import { networkOf } from "#/lib/http/client-address.ts";
import { InFlight } from "#/lib/http/in-flight.ts";

const mostOfAccount = 20;
const mostOfNetwork = 100;
const most = 1000;
const retryAfterSeconds = 30;

const ofAccounts = new InFlight(mostOfAccount);
const ofNetworks = new InFlight(mostOfNetwork);
const ofAll = new InFlight(most);

/** Refuses one more stream of events than an account, a network or the board may have open; the function ends this one. */
export function beginStream(request: Request, actor: Actor): () => void {
  const network = networkOf(requestAddress(request));
  const ends = [
    actor ? ofAccounts.begin(actor.id) : () => {},
    ofNetworks.begin(network),
    ofAll.begin("all"),
  ] as const;
  const endAll = () => {
    for (const end of ends) end?.();
  };
  if (ends.every((end) => end !== null)) return endAll;
  endAll();
  const message = "Too many pages follow submissions at once. Close some of them, then try again.";
  throw new AppError("rate-limited", message, { retryAfterSeconds });
}
