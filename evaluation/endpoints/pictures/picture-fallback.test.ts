import { createHash } from "node:crypto";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { RetryTally } from "#/evaluation/endpoints/decorators/retry-tally.ts";
import type { ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { decodeBmp } from "#/evaluation/endpoints/pictures/decode-bmp.ts";
import { PictureFallback } from "#/evaluation/endpoints/pictures/picture-fallback.ts";
import type { SentPicture } from "#/evaluation/endpoints/pictures/sent-picture.ts";
import { never, openTestEndpoint, testQuestion } from "#/test/ask-endpoint.ts";
import { drawBmp } from "#/test/draw-bmp.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { failing, type Misbehaviour, ok } from "#/test/misbehaviours.ts";
import { picturesIn } from "#/test/seeing-server.ts";

function noise(width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  let state = 1;
  for (let n = 0; n < pixels.length; n += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    pixels[n] = state >>> 24;
  }
  return pixels;
}
const drawn = (width: number, height: number) =>
  sharp(noise(width, height), { raw: { width, height, channels: 3 } });
const png = async (width: number, height: number): Promise<ImageInput> => ({
  bytes: await drawn(width, height).png().toBuffer(),
  mime: "image/png",
});
const bmp = (width: number, height: number): ImageInput => ({
  bytes: drawBmp(noise(width, height), width, height),
  mime: "image/bmp",
});
const accepted = ok("B");

/** Asks for each request in turn; what the server saw of each call is the type of its pictures by their bytes. */
async function asking(
  requests: readonly (readonly ImageInput[])[],
  behaviour: (pictures: Uint8Array[]) => Misbehaviour | Promise<Misbehaviour>,
) {
  const seen: Uint8Array[][] = [];
  await using server = await startMisbehavingEndpoint(({ body }) => async (response) => {
    const pictures = picturesIn(body);
    seen.push(pictures);
    await (await behaviour(pictures))(response);
  });
  const endpoint = new PictureFallback(openTestEndpoint(server.url));
  const tally = new RetryTally();
  const outcomes: (readonly (SentPicture | null)[] | "original" | Error)[] = [];
  for (const images of requests) {
    let sent: readonly (SentPicture | null)[] | "original" = "original";
    const watch = {
      repeated: (cause: "image") => tally.add(cause),
      sent: (pictures: readonly (SentPicture | null)[]) => {
        sent = pictures;
      },
    } as NonNullable<Parameters<PictureFallback["ask"]>[0]["watch"]>;
    const outcome = await endpoint.ask({ ...testQuestion, images, watch }, never).then(
      () => sent,
      (error: Error) => error,
    );
    outcomes.push(outcome);
  }
  await endpoint.close();
  return { seen, outcomes, counts: tally.counts };
}

const isBmp = (bytes: Uint8Array | undefined) => bytes?.[0] === 0x42;
const refuseBmp = ([first]: Uint8Array[]) =>
  isBmp(first) ? failing(400, "You uploaded an unsupported image. Use png, jpeg, gif or webp.") : accepted;

describe("a picture", () => {
  it("goes as its very bytes where the endpoint takes it", async () => {
    const picture = bmp(7, 5);
    const { seen, outcomes, counts } = await asking([[picture]], () => accepted);
    expect(seen).toEqual([[Buffer.from(picture.bytes)]]);
    expect(outcomes).toEqual(["original"]);
    expect(counts).toEqual({});
  });

  it("goes as PNG of the same pixels once its type is refused, and the refusal is met once", async () => {
    const other = await png(9, 9);
    const { seen, outcomes, counts } = await asking([[bmp(7, 5)], [bmp(6, 3)], [other]], refuseBmp);
    expect(seen.map(([first]) => isBmp(first))).toEqual([true, false, false, false]);
    const sent = seen[1]?.[0] ?? new Uint8Array();
    expect(await sharp(sent).removeAlpha().raw().toBuffer()).toEqual(noise(7, 5));
    const sha256 = createHash("sha256").update(sent).digest("hex");
    const facts = { from: "image/bmp", mime: "image/png", scaled: false, width: 7, height: 5 };
    expect(outcomes[0]).toEqual([{ ...facts, bytes: sent.length, sha256 }]);
    expect(outcomes[1]).toMatchObject([{ from: "image/bmp", mime: "image/png", width: 6 }]);
    expect(outcomes[2]).toBe("original");
    expect(seen[3]).toEqual([Buffer.from(other.bytes)]);
    expect(counts).toEqual({ image: 1 });
  });

  it("keeps its place in a pair of which the other is refused", async () => {
    const pair = [await png(8, 8), bmp(8, 8)];
    const { outcomes } = await asking([pair], (pictures) =>
      pictures.some(isBmp) ? failing(415, "") : accepted,
    );
    expect(outcomes[0]).toMatchObject([null, { from: "image/bmp", mime: "image/png" }]);
  });

  it("that is too large goes as JPEG of the same size before it is scaled", async () => {
    const picture = await png(600, 400);
    const limit = picture.bytes.length - 1000;
    const { seen, outcomes } = await asking([[picture], [await png(600, 401)], [await png(60, 40)]], (all) =>
      all.some((one) => one.length > limit) ? failing(413, "Request Entity Too Large") : accepted,
    );
    expect(outcomes).toMatchObject([
      [{ mime: "image/jpeg", scaled: false, width: 600, height: 400 }],
      [{ mime: "image/jpeg", scaled: false, width: 600, height: 401 }],
      "original",
    ]);
    expect(seen).toHaveLength(4);
  });

  it("with too many pixels is scaled to the largest size that is taken", async () => {
    const sizes = await Promise.all([png(1400, 300), png(300, 1500), png(1000, 900)]);
    const { outcomes, counts } = await asking(
      sizes.map((one) => [one]),
      async ([first]) => {
        const { width, height } = await sharp(first).metadata();
        const message = "At least one of the image dimensions exceed max allowed size: 1100 pixels";
        return Math.max(width, height) > 1100 ? failing(400, message) : accepted;
      },
    );
    expect(outcomes).toMatchObject([
      [{ from: "image/png", mime: "image/jpeg", scaled: true, width: 1024 }],
      [{ from: "image/png", scaled: true, height: 1024 }],
      "original",
    ]);
    // The first: as it is, 1280, 1024. Of the second that is known, but its 1280 has fewer pixels than the first's.
    expect(counts).toEqual({ image: 3 });
  });

  it("that nothing helps has the refusal of the original as its error, in few calls", async () => {
    const { seen, outcomes } = await asking([[bmp(5000, 3)]], () =>
      failing(400, "This image is not allowed."),
    );
    expect(outcomes[0]).toMatchObject({ kind: "image", message: expect.stringContaining("not allowed") });
    expect(seen).toHaveLength(3);
  });

  it.each([
    "This model does not support images.",
    "model takes no images",
    "Vision: don't accept image inputs",
  ])("goes once to a model that says: %s", async (message) => {
    const { seen, outcomes } = await asking([[bmp(5, 3)]], () => failing(400, message));
    expect(outcomes[0]).toMatchObject({ kind: "image" });
    expect(seen).toHaveLength(1);
  });

  it("that is no picture at all is refused once", async () => {
    const broken = { bytes: Buffer.alloc(200, 7), mime: "image/webp" };
    const { seen, outcomes } = await asking([[broken]], () => failing(400, "cannot identify image file"));
    expect(outcomes[0]).toMatchObject({ kind: "image" });
    expect(seen).toHaveLength(1);
  });

  it("of a type that was taken before is not held against the others of it", async () => {
    const strange = bmp(5, 5);
    const { outcomes } = await asking([[bmp(7, 5)], [strange], [bmp(6, 5)]], ([first]) =>
      Buffer.from(strange.bytes).equals(first ?? new Uint8Array()) ? failing(400, "bad image") : accepted,
    );
    expect(outcomes).toMatchObject(["original", [{ mime: "image/png" }], "original"]);
  });
});

it("reads BMP of 1, 8 and 32 bits, from the top and from the bottom", () => {
  const head = (depth: number, width: number, height: number, start: number, size: number) => {
    const file = Buffer.alloc(size);
    file.write("BM", 0, "latin1");
    file.writeUInt32LE(start, 10);
    file.writeUInt32LE(40, 14);
    file.writeInt32LE(width, 18);
    file.writeInt32LE(height, 22);
    file.writeUInt16LE(depth, 28);
    return file;
  };
  const black = head(1, 9, 1, 62, 66);
  black.set([0, 0, 0, 0, 255, 255, 255, 0, 0b01000000, 0b10000000], 54);
  expect([...(decodeBmp(black)?.pixels ?? [])].filter((_, n) => n % 3 === 0)).toEqual([
    0, 255, 0, 0, 0, 0, 0, 0, 255,
  ]);
  const palette = head(8, 2, 1, 54 + 1024, 54 + 1024 + 4);
  palette.set([10, 20, 30, 0], 54 + 4 * 200);
  palette.set([200, 0], 54 + 1024);
  expect(decodeBmp(palette)?.pixels.subarray(0, 3)).toEqual(Buffer.from([30, 20, 10]));
  const fromTop = head(32, 1, -2, 54, 62);
  fromTop.set([1, 2, 3, 0, 4, 5, 6, 0], 54);
  expect(decodeBmp(fromTop)?.pixels).toEqual(Buffer.from([3, 2, 1, 6, 5, 4]));
  expect(decodeBmp(fromTop.subarray(0, 60))).toBeNull();
});
