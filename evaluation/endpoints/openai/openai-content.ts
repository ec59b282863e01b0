/** What a message holds: its text, the server's refusal, and reasoning, each apart. */
export type Content = { text: string; refusal: string | null; reasoning: string | null };

type Kind = "text" | "reasoning" | "refusal";
type Piece = { kind: Kind; text: string };

/** Parts hold parts at some servers; nobody nests them deeper. */
const deepest = 6;

const reasoningType = /think|thought|reason|analysis|summary/;
/** Types of parts that say nothing: calls of tools, pictures, references. */
const silentType = /tool|function|image|audio|video|file|reference|citation/;
const reasoningFields = ["thinking", "reasoning", "reasoning_content", "thought", "summary"];
const textFields = ["text", "content", "value", "parts"];

/**
 * Reads a message's content in any shape that servers give it: a text, a list of texts and parts, parts with and
 * without a type, parts within parts. What cannot be read is left out: nothing of it costs the rest. Throws a
 * RangeError for parts that are nested deeper than any server's.
 */
export function readContent(content: unknown): Content {
  const pieces = piecesOf(content, "text", deepest);
  return {
    text: joined(pieces, "text") ?? "",
    refusal: joined(pieces, "refusal"),
    reasoning: joined(pieces, "reasoning"),
  };
}

/** Returns all text of a field that holds reasoning, whatever its shape; null for none. */
export function readReasoning(field: unknown): string | null {
  return joined(piecesOf(field, "reasoning", deepest), "reasoning");
}

function joined(pieces: readonly Piece[], wanted: Kind): string | null {
  const texts = pieces.flatMap(({ kind, text }) => (kind === wanted ? [text] : []));
  return texts.join("") || null;
}

function piecesOf(value: unknown, kind: Kind, depth: number): Piece[] {
  if (typeof value === "string") return [{ kind, text: value }];
  if (typeof value !== "object" || value === null) return [];
  if (depth === 0) throw new RangeError("nested too deeply");
  if (Array.isArray(value)) return value.flatMap((one) => piecesOf(one, kind, depth - 1));
  return piecesOfPart(value as Record<string, unknown>, kind, depth - 1);
}

function piecesOfPart(part: Record<string, unknown>, kind: Kind, depth: number): Piece[] {
  const type = typeof part.type === "string" ? part.type.toLowerCase().slice(0, 100) : "";
  const refusal = piecesOf(part.refusal, "refusal", depth);
  if (kind === "reasoning" || reasoningType.test(type) || part.thought === true)
    return [...refusal, ...firstOf(part, [...reasoningFields, ...textFields], "reasoning", depth)];
  if (silentType.test(type)) return refusal;
  const reasoning = firstOf(part, reasoningFields, "reasoning", depth);
  return [...refusal, ...reasoning, ...firstOf(part, textFields, kind, depth)];
}

function firstOf(
  part: Record<string, unknown>,
  fields: readonly string[],
  kind: Kind,
  depth: number,
): Piece[] {
  for (const field of fields) {
    const pieces = piecesOf(part[field], kind, depth);
    if (pieces.length > 0) return pieces;
  }
  return [];
}
