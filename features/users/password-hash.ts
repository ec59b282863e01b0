import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { FairSlots } from "#/lib/fair-slots.ts";

/**
 * One at a time, network by network in turn: each fills a core, and one of the few threads that files and names need too.
 * How many of a network wait is bounded by its limits on sign-in.
 */
const derivations = new FairSlots({ atOnce: 1, ofOne: 1, waiting: Number.POSITIVE_INFINITY });

const cost = { N: 2 ** 15, r: 8, p: 3 };
const hashBytes = 32;
/** Of what is sent as a password; none that was ever set is nearly as long. */
const longest = 1000;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, hashBytes, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/** A null hash (unknown e-mail, or an account without a password) costs the same time as a wrong password. */
export async function passwordMatches(
  password: string,
  stored: string | null,
  network = "",
): Promise<boolean> {
  const [scheme, n, r, p, salt, hash] = (stored ?? (await nobodysHash())).split("$");
  if (scheme !== "scrypt" || !salt || !hash) return false;
  const expected = Buffer.from(hash, "base64url");
  const parameters = { N: Number(n), r: Number(r), p: Number(p) };
  const actual = await derive(password, Buffer.from(salt, "base64url"), expected.length, parameters, network);
  return timingSafeEqual(actual, expected) && stored !== null;
}

let nobody: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
  nobody ??= hashPassword(randomBytes(16).toString("hex"));
  return nobody;
}

function derive(
  password: string,
  salt: Buffer,
  length: number,
  parameters: typeof cost,
  network = "",
): Promise<Buffer> {
  const options: ScryptOptions = { ...parameters, maxmem: 256 * parameters.N * parameters.r };
  const work = () =>
    new Promise<Buffer>((resolve, reject) => {
      scrypt(password.slice(0, longest).normalize("NFKC"), salt, length, options, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  return derivations.run(network, work);
}
