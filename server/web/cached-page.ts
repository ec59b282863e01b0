import { constants, crc32, deflateRawSync } from "node:zlib";
import { newNonce, withFreshNonce } from "#/lib/http/content-security-policy.ts";

export type PageHeaders = Record<string, string>;

/** A finished page, cut at every place of its nonce, so that each answer gets one of its own without being rendered or packed again. */
export type CachedPage = {
  status: number;
  /** Whether others may get it too. */
  isForAll: boolean;
  headers: PageHeaders;
  nonce: string | null;
  plain: Buffer[];
  /** Null for what gzip makes no smaller. */
  packed: Buffer[] | null;
  bytes: number;
};

export type PageAnswer = { headers: PageHeaders; body: Buffer[] };

const gzipHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
const emptyLastBlock = Buffer.from([3, 0]);

type Answered = { status: number; isForAll: boolean };

export function cachePage(
  headers: PageHeaders,
  html: Buffer,
  { status, isForAll }: Answered = { status: 200, isForAll: true },
): CachedPage {
  const nonce = /'nonce-([\w+/=-]+)'/.exec(headers["content-security-policy"] ?? "")?.[1] ?? null;
  const plain = nonce === null ? [html] : cutAt(html, Buffer.from(nonce));
  // Flushed in full, a piece ends on a byte and the next one refers to nothing before it.
  const packed = isText(headers)
    ? plain.map((piece) => deflateRawSync(piece, { finishFlush: constants.Z_FULL_FLUSH }))
    : null;
  const bytes = [...plain, ...(packed ?? [])].reduce((sum, { length }) => sum + length, 0);
  return { status, isForAll, headers, nonce, plain, packed, bytes };
}

/** Returns the page with a fresh nonce in its headers and its body, as gzip where the visitor takes it. */
export function answerWith({ headers, nonce, plain, packed }: CachedPage, gzip: boolean): PageAnswer {
  const fresh = nonce === null ? "" : newNonce();
  const own = Buffer.from(fresh);
  const whole = joined(plain, own);
  const isPacked = gzip && packed !== null;
  const body = isPacked ? gzipped(whole, joined(packed, stored(own))) : whole;
  const length = body.reduce((sum, piece) => sum + piece.length, 0);
  const renewed = Object.entries(headers).map(([name, value]) => [
    name,
    nonce === null ? value : withFreshNonce(value, nonce, fresh),
  ]);
  return {
    headers: {
      ...Object.fromEntries(renewed),
      ...(isPacked && { "content-encoding": "gzip" }),
      "content-length": String(length),
    },
    body,
  };
}

function isText(headers: PageHeaders): boolean {
  return /^(text\/|image\/svg)/.test(headers["content-type"] ?? "");
}

function gzipped(plain: Buffer[], packed: Buffer[]): Buffer[] {
  const check = Buffer.alloc(8);
  check.writeUInt32LE(plain.reduce((crc, piece) => crc32(piece, crc), 0));
  check.writeUInt32LE(plain.reduce((sum, piece) => sum + piece.length, 0) % 2 ** 32, 4);
  return [gzipHead, ...packed, emptyLastBlock, check];
}

/** Returns a block of deflate that is not compressed. */
function stored(bytes: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(~bytes.length & 0xffff, 3);
  return Buffer.concat([head, bytes]);
}

function joined(pieces: Buffer[], between: Buffer): Buffer[] {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [between, piece]));
}

function cutAt(bytes: Buffer, mark: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  let start = 0;
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, start)) {
    pieces.push(bytes.subarray(start, at));
    start = at + mark.length;
  }
  return [...pieces, bytes.subarray(start)];
}
