import { IncomingMessage } from "node:http";

const patienceMs = 20_000;

/** A body that is not taken: larger than it may be, or not here in time. */
export class BodyRefusal extends Error {
  readonly reason: "large" | "slow";

  constructor(reason: BodyRefusal["reason"]) {
    super(`The body is too ${reason}.`);
    this.reason = reason;
  }
}

/** Resolves with the same request with its whole body at hand, so that nobody who sends it slowly holds up those who wait behind him. */
export async function withBody(request: IncomingMessage, mostBytes: number): Promise<IncomingMessage> {
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) throw new BodyRefusal("large");
  const body = await bytesOf(request, mostBytes);
  const whole = new IncomingMessage(request.socket);
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  Object.assign(whole, { method, url, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor });
  whole.headers = headers;
  whole.push(body);
  whole.push(null);
  whole.complete = true;
  return whole;
}

function bytesOf(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  return new Promise((done, fail) => {
    const parts: Buffer[] = [];
    let size = 0;
    const end = (settle: () => void) => {
      clearTimeout(timer);
      request.off("data", take).pause();
      settle();
    };
    const take = (part: Buffer) => {
      parts.push(part);
      size += part.length;
      if (size > mostBytes) end(() => fail(new BodyRefusal("large")));
    };
    const timer = setTimeout(() => end(() => fail(new BodyRefusal("slow"))), patienceMs);
    request
      .on("data", take)
      .once("end", () => end(() => done(Buffer.concat(parts))))
      .once("close", () => end(() => fail(new BodyRefusal("slow"))));
  });
}
