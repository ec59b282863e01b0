/**
 * What the board does about it:
 * - `wait`: as long as the server says, which uses up no attempt, and fewer calls at a time
 * - `again`: with growing pauses, up to the attempts of the retry policy
 * - `stop`: every other call would fail the same way, so the run pauses
 * - `convert`: the picture in another form; then the item has no answer
 * - `room`: once more with a larger token budget; then the item is `starved`
 * - `once`: once more; then the item is `empty`, or has no answer where no reply came at all
 * - `refused`: an outcome of the item, counted as wrong
 * - `item`: the item has no answer; Retry asks it again
 */
type ErrorAction = "wait" | "again" | "stop" | "convert" | "room" | "once" | "refused" | "item";

type Meaning = { action: ErrorAction; sentence: string };

/** Everything that can keep an endpoint's answer back: what is done and what the submitter reads. */
export const errorTable = {
  rate: { action: "wait", sentence: "The endpoint says it is asked too often" },
  overload: { action: "again", sentence: "The endpoint is overloaded" },
  timeout: { action: "again", sentence: "The endpoint ran out of time" },
  network: { action: "again", sentence: "The connection to the endpoint broke" },
  server: { action: "again", sentence: "The endpoint failed" },
  auth: {
    action: "stop",
    sentence: "The endpoint refuses the API key, or its account has no credit or permission",
  },
  model: {
    action: "stop",
    sentence: "The endpoint does not know this address or model; check base URL and model id",
  },
  redirect: { action: "stop", sentence: "The endpoint redirects, and redirects are not followed" },
  address: { action: "stop", sentence: "The board may not call this address" },
  image: { action: "convert", sentence: "The endpoint refuses the image" },
  starved: {
    action: "room",
    sentence:
      'The answer was cut off by its token budget before it came, and once more with a larger one. Turn its reasoning off or down in the extra request fields, such as {"reasoning_effort": "low"}.',
  },
  context: { action: "convert", sentence: "The request does not fit into the model's context" },
  filter: { action: "refused", sentence: "The endpoint's content filter refuses the request" },
  parameter: { action: "item", sentence: "The endpoint refuses the request" },
  empty: { action: "once", sentence: "The endpoint answered without any choice: there is no reply to read." },
  parse: { action: "once", sentence: "The endpoint's reply cannot be read" },
  "too-large": { action: "item", sentence: "The endpoint's reply is too large" },
} as const satisfies Record<string, Meaning>;

export type ErrorKind = keyof typeof errorTable;

export const errorKinds = Object.keys(errorTable) as [ErrorKind, ...ErrorKind[]];

const retried: readonly ErrorAction[] = ["wait", "again"];

export function isRetried(kind: ErrorKind): boolean {
  return retried.includes(errorTable[kind].action);
}

/** Worth a last try when the rest of the batch is done: the next reply may be whole. */
export function isAskedOnce(kind: ErrorKind): boolean {
  return errorTable[kind].action === "once";
}

export function stopsRuns(kind: ErrorKind): boolean {
  return errorTable[kind].action === "stop";
}
