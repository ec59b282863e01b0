import type { Command } from "#/cli/command.ts";
import { type Rotation, rotateSecrets } from "#/features/secrets/rotate-secrets.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const secretsRotate: Command = {
  name: "secrets rotate",
  about: "Seals everything with the first key of SECRETS_KEYS and says which of the others may be removed.",
  args: [],
  options: {},
  async run({ signal }) {
    const value = await rotateSecrets(await operatorUser(), signal);
    return { value, text: rotationText(value), failed: value.left.length > 0 };
  },
};

function rotationText({ active, resealed, left, removable }: Rotation): string {
  const lines = [`${resealed} values are now sealed by the key "${active}".`];
  for (const { key, values, reason } of left) {
    lines.push(
      reason === "key-missing"
        ? `${values} values need the key "${key}", which SECRETS_KEYS lacks. Put it back and run this again.`
        : `Do not remove "${key}": it still seals ${values} values. Run this again; if that does not help, it is not the key that sealed them.`,
    );
  }
  for (const key of removable)
    lines.push(`"${key}" seals nothing any more and may be removed from SECRETS_KEYS.`);
  return `${lines.join("\n")}\n`;
}
