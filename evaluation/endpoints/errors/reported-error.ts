export type ReportedError = { message: string; code: string | number | null; type: string | null };

type Fields = Record<string, unknown>;

/** Errors hold errors, as a gateway passes on what its provider said. */
const deepest = 4;
const mostTold = 5;
const longestTold = 20_000;

const wordFields = [
  "message",
  "msg",
  "detail",
  "details",
  "error",
  "errors",
  "error_msg",
  "error_message",
  "error_description",
  "errmsg",
  "reason",
  "description",
  "title",
];
const codeFields = ["code", "status", "status_code", "error_code", "errcode"];
/** Where a reply bears one of these, what stands beside them is no error, whatever it is called; `error` alone is. */
const answerFields = ["choices", "candidates", "content", "data", "models", "tokens"];

/**
 * Returns the error that a JSON body reports, whatever its status; null when it reports none. OpenAI's `{error:{…}}`,
 * Ollama's `{error:"text"}`, vLLM's older `{object:"error",…}`, FastAPI's `{detail}` with its list of faults, and
 * `{code, message}` of the gateways.
 */
export function readReportedError(body: unknown): ReportedError | null {
  const fields = fieldsOf(body);
  if (fields === null) return null;
  const isAnswer = answerFields.some((name) => fields[name] !== undefined && fields[name] !== null);
  if ("error" in fields) {
    const reported = reportedIn(fields.error, fields);
    if (reported && !(isAnswer && isNothing(reported))) return reported;
  }
  if (isAnswer) return null;
  if (fields.object === "error" || "detail" in fields || "errors" in fields || isRefused(fields)) {
    const { error: _, ...told } = fields;
    return reportedIn(told, {});
  }
  return null;
}

function reportedIn(error: unknown, beside: Fields): ReportedError | null {
  if (error === null || error === undefined || error === false) return null;
  const own = fieldsOf(error) ?? {};
  const code = codeOf(own) ?? codeOf(beside);
  const type = own.type ?? own.status;
  return {
    message: wordsOf(error, deepest).slice(0, longestTold),
    code,
    type: typeof type === "string" ? type : null,
  };
}

function isNothing({ message, code }: ReportedError): boolean {
  return message === "" && (code === null || Number(code) === 0);
}

/** `{code: 500, message: "…"}`, `{success: false, msg: "…"}` and their kin. */
function isRefused(fields: Fields): boolean {
  const isTold = ["message", "msg", "error_msg", "errmsg"].some((name) => typeof fields[name] === "string");
  return isTold && (fields.success === false || codeOf(fields) !== null);
}

function codeOf(fields: Fields): string | number | null {
  const known = codeFields.map((name) => fields[name]).filter(isCode);
  return known.find((code) => Number.isInteger(Number(code))) ?? known[0] ?? null;
}

function isCode(value: unknown): value is string | number {
  return typeof value === "number" || (typeof value === "string" && value !== "");
}

/** All that is said, in the order of the fields; where in the request a fault lies stands before it. */
function wordsOf(value: unknown, depth: number): string {
  if (typeof value === "string") return value.trim();
  if (typeof value !== "object" || value === null || depth === 0) return "";
  if (Array.isArray(value)) {
    const told = value.slice(0, mostTold).map((one) => wordsOf(one, depth - 1));
    return told.filter((words) => words !== "").join("; ");
  }
  const fields = value as Fields;
  const words = wordFields.map((name) => wordsOf(fields[name], depth - 1)).find((told) => told !== "") ?? "";
  const raw = wordsOf(fieldsOf(fields.metadata)?.raw, depth - 1);
  const place = Array.isArray(fields.loc) ? fields.loc.slice(0, 10).join(".") : "";
  return [place && `${place}:`, words, raw && `(${raw})`].filter(Boolean).join(" ");
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** What a body that is no JSON says: its text, or the title of a page. */
export function pageTitle(body: string): string {
  const start = body.slice(0, longestTold).trim();
  if (!start.startsWith("<")) return start;
  return /<title>([^<]{1,300})<\/title>/i.exec(start)?.[1]?.trim() ?? "";
}
