import { type ErrorText, errorText } from "#/lib/i18n/error-text.ts";

export type ErrorCode =
  | "bad-input"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "too-large"
  | "rate-limited"
  | "unavailable"
  | "internal";

export type FieldErrors = Record<string, string[]>;

type ErrorOptions = {
  fields?: FieldErrors;
  /** The one field that the whole error is about. */
  field?: string | null;
  cause?: unknown;
  retryAfterSeconds?: number;
};

export class AppError extends Error {
  readonly code: ErrorCode;
  /** What `message` says in English; undefined where it is prose without a key. */
  readonly text: ErrorText | undefined;
  readonly fields: FieldErrors | undefined;
  /** When the same may be tried again, where that is known. */
  readonly retryAfterSeconds: number | undefined;
  /** The one field that all of it is about. */
  readonly field: string | undefined;

  constructor(code: ErrorCode, said: string | ErrorText, options: ErrorOptions = {}) {
    const message = typeof said === "string" ? said : errorText("en", said);
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.text = typeof said === "string" ? undefined : said;
    this.field = options.field ?? undefined;
    this.fields = this.field === undefined ? options.fields : { [this.field]: [message] };
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  /** Returns message and fields, with `say` giving the words of what has a key. */
  said(say: (text: ErrorText) => string): { message: string; fields: FieldErrors | undefined } {
    if (!this.text) return { message: this.message, fields: this.fields };
    const message = say(this.text);
    return { message, fields: this.field === undefined ? this.fields : { [this.field]: [message] } };
  }
}
