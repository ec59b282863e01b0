import sharp from "sharp";
import type { ReceivedCall } from "#/test/misbehaving-endpoint.ts";
import { completionBody, json, type Misbehaviour } from "#/test/misbehaviours.ts";

const segments = ["abcdef", "bc", "abdeg", "abcdg", "bcfg", "acdfg", "acdefg", "abc", "abcdefg", "abcdfg"];
const centres: Record<string, [x: number, y: number]> = {
  a: [30, 6],
  b: [54, 30],
  c: [54, 78],
  d: [30, 102],
  e: [6, 78],
  f: [6, 30],
  g: [30, 54],
};
const grounds: Record<string, string> = {
  "211,47,47": "red",
  "46,139,61": "green",
  "31,79,216": "blue",
  "244,210,31": "yellow",
  "255,255,255": "white",
  "0,0,0": "black",
};

/** Reads the probe's number pictures from their pixels, as a model with eyes would. */
export async function readNumberPicture(bytes: Uint8Array): Promise<{ number: string; colour: string }> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const start = (y * info.width + x) * info.channels;
    return data.subarray(start, start + 3).join(",");
  };
  const ground = at(2, 2);
  const digits = [0, 1, 2, 3].map((index) => {
    const lit = Object.entries(centres).filter(([, [x, y]]) => at(40 + index * 82 + x, 42 + y) !== ground);
    return segments.indexOf(lit.map(([name]) => name).join(""));
  });
  return { number: digits.join(""), colour: grounds[ground] ?? "grey" };
}

/** Pictures of a request in any of the three protocols, in order. */
export function picturesIn(body: unknown): Uint8Array[] {
  const found = JSON.stringify(body).matchAll(/(?:base64,|"data":")(?<data>[A-Za-z0-9+/]{24,}={0,2})"/g);
  return [...found].map((match) => Buffer.from(match.groups?.data ?? "", "base64"));
}

/** What a model with eyes says to a question of the probe about numbers; null to any other question. */
export async function sayNumbers(body: unknown): Promise<string | null> {
  if (!/coloured background|Each of the two pictures/.test(JSON.stringify(body))) return null;
  const read = await Promise.all(picturesIn(body).map(readNumberPicture));
  return read.length === 1
    ? `${read[0]?.number} ${read[0]?.colour}`
    : read.map(({ number }) => number).join(" and ");
}

/** Lists its model, reads numbers and leaves every other question to `others`. */
export function seeing(others: (call: ReceivedCall) => Misbehaviour): (call: ReceivedCall) => Misbehaviour {
  return (call) => {
    if (call.method === "GET") return json({ object: "list", data: [{ id: "test-model" }] });
    return async (response) => {
      const said = await sayNumbers(call.body);
      const reply = said === null ? others(call) : json(completionBody({ content: said }));
      await reply(response);
    };
  };
}
