import { readFile } from "node:fs/promises";
import type { Command } from "#/cli/command.ts";
import { keyValueText } from "#/cli/key-value-text.ts";
import { verifyReceipt } from "#/features/receipts/signed-receipt.ts";
import { AppError } from "#/lib/errors.ts";
import { publicKeyOf } from "#/lib/secrets/signing-key.ts";
import { storedSecret } from "#/lib/secrets/stored-secret.ts";

export const receiptsVerify: Command = {
  name: "receipts verify",
  about: "Checks, without any network, that a receipt is as the board signed it.",
  args: ["FILE"],
  options: {
    "public-key": {
      about: "the board's key as it says at /api/v1/receipts/key, base64; this board's by default",
      value: "KEY",
    },
  },
  offline: true,
  async run({ needed, option }) {
    const file = needed("FILE");
    const text = await readFile(file, "utf8").catch(() => {
      throw new AppError("bad-input", `${file} cannot be read. Check its path.`);
    });
    const { receipt, publicKey } = verifyReceipt(text, option("public-key") ?? (await keyOfThisBoard()));
    const facts = { verified: "yes", board: String(receipt.board), "public key": publicKey };
    return { value: { verified: true, publicKey, receipt }, text: keyValueText(facts) };
  },
};

async function keyOfThisBoard(): Promise<string> {
  const seed = await storedSecret("RECEIPT_KEY");
  if (seed !== null) return publicKeyOf(seed);
  throw new AppError(
    "bad-input",
    "No board was ever started here, so there is no key to check against. Give the board's key as --public-key; the board says it at /api/v1/receipts/key.",
  );
}
