import { AppError } from "#/lib/errors.ts";

/** Returns one clear line on stderr, then the listed problems; with --json the same as one JSON object. */
export function refusalText(error: unknown, json: boolean): string {
  const refused = error instanceof AppError;
  const message = error instanceof Error ? error.message : String(error);
  const fields = refused ? error.fields : undefined;
  if (json) {
    const code = refused ? error.code : "internal";
    return `${JSON.stringify({ error: { code, message, ...(fields && { fields }) } })}\n`;
  }
  const problems = Object.entries(fields ?? {}).flatMap(([at, reasons]) =>
    reasons.filter((reason) => reason !== message).map((reason) => `  ${at}: ${reason}`),
  );
  return `${[message, ...problems].join("\n")}\n`;
}
