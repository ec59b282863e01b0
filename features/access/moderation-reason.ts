import { AppError } from "#/lib/errors.ts";

const longest = 500;

/** Returns why an administrator does something to somebody: it is said to them and stands in the audit log, so it is never empty. */
export function moderationReason(text: string): string {
  const reason = text.replace(/[\p{C}\s]+/gu, " ").trim();
  if (reason && reason.length <= longest) return reason;
  throw new AppError("bad-input", { key: "access.reason", params: { most: longest } }, { field: "reason" });
}
