import { maxExtraBodyBytes } from "#/features/submissions/submission-limits.ts";

const textFields = [
  "name",
  "organization",
  "url",
  "protocol",
  "baseUrl",
  "endpointModel",
  "concurrency",
  "extraBody",
  "rung",
  "words",
] as const;

/** Returns what was typed, to be shown again; the key is left out on purpose. */
export function formValues(form: FormData): Record<string, string> {
  const typed = textFields.map((name) => [name, String(form.get(name) ?? "")]);
  return { ...Object.fromEntries(typed), datasets: form.getAll("datasets").join(",") };
}

/** Returns the form as the input that the API takes too; empty fields are absent. */
export function submissionOfForm(form: FormData): unknown {
  const text = textsOf(form);
  return {
    model: { name: text("name") ?? "", organization: text("organization"), url: text("url") },
    endpoint: endpointOfForm(form),
    ...assessmentOf(text("rung"), text("words")),
    datasets: form.getAll("datasets").map(String),
  };
}

/** Returns what a dry run takes of the form; the dataset is chosen beside its button. */
export function dryRunOfForm(form: FormData, dataset: string): unknown {
  const text = textsOf(form);
  return { endpoint: endpointOfForm(form), ...assessmentOf(text("rung"), text("words")), dataset };
}

export function endpointOfForm(form: FormData): unknown {
  const text = textsOf(form);
  const concurrency = text("concurrency");
  return {
    protocol: text("protocol") ?? "openai",
    baseUrl: text("baseUrl") ?? "",
    model: text("endpointModel") ?? "",
    apiKey: text("apiKey"),
    concurrency: concurrency === undefined ? undefined : Number(concurrency),
    extraBody: extraBody(text("extraBody")),
  };
}

/** Returns how a run of assessment is to ask, from typed text such as `good,poor`; absent where nothing was chosen. */
export function assessmentOf(
  rung: string | undefined,
  message: string | undefined,
): { assessment?: unknown } {
  if (rung === undefined && message === undefined) return {};
  const pair = message?.split(/[,，、/]/).map((word) => word.trim());
  return { assessment: { ...(rung && { rung }), ...(pair && { words: pair }) } };
}

function textsOf(form: FormData): (name: string) => string | undefined {
  return (name) => String(form.get(name) ?? "").trim() || undefined;
}

function extraBody(text: string | undefined): unknown {
  // The rule refuses a longer one as text, too; it need not be parsed for that.
  if (text === undefined || text.length > maxExtraBodyBytes) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Refused as text, together with whatever else is wrong in the form.
    return text;
  }
}
