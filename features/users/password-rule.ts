import { commonPasswords } from "#/features/users/common-passwords.ts";
import { passwordLength } from "#/features/users/password-length.ts";
import { AppError } from "#/lib/errors.ts";
import type { ErrorText } from "#/lib/i18n/error-text.ts";

function passwordProblem(password: string, email: string): ErrorText | null {
  const length = [...password].length;
  if (length < passwordLength.min)
    return { key: "accounts.passwordShort", params: { least: passwordLength.min } };
  if (length > passwordLength.max)
    return { key: "accounts.passwordLong", params: { most: passwordLength.max } };
  const plain = password.normalize("NFKC").toLowerCase();
  if (plain === email || plain === email.split("@")[0]) return { key: "accounts.passwordIsEmail" };
  if (commonPasswords.has(plain) || new Set(plain).size < 3) return { key: "accounts.passwordCommon" };
  return null;
}

export function refuseWeakPassword(password: string, address: string): void {
  const problem = passwordProblem(password, address);
  if (problem) throw new AppError("bad-input", problem, { field: "password" });
}
