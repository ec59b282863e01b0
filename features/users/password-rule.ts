import { commonPasswords } from "#/features/users/common-passwords.ts";
import { passwordLength } from "#/features/users/password-length.ts";
import { AppError } from "#/lib/errors.ts";

type PasswordProblem = "short" | "long" | "common" | "same-as-email";

const passwordProblemText: Record<PasswordProblem, string> = {
  short: `The password has fewer than ${passwordLength.min} characters. Choose a longer one.`,
  long: `The password has more than ${passwordLength.max} characters. Choose a shorter one.`,
  common: "This password is among the first that attackers try. Choose another one.",
  "same-as-email": "The password equals the e-mail address. Choose another one.",
};

function passwordProblem(password: string, email: string): PasswordProblem | null {
  const length = [...password].length;
  if (length < passwordLength.min) return "short";
  if (length > passwordLength.max) return "long";
  const plain = password.normalize("NFKC").toLowerCase();
  if (plain === email || plain === email.split("@")[0]) return "same-as-email";
  if (commonPasswords.has(plain) || new Set(plain).size < 3) return "common";
  return null;
}

export function refuseWeakPassword(password: string, address: string): void {
  const problem = passwordProblem(password, address);
  if (!problem) return;
  const message = passwordProblemText[problem];
  throw new AppError("bad-input", message, { fields: { password: [message] } });
}
