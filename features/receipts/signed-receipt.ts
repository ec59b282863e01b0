import { z } from "zod";
import type { Receipt } from "#/features/receipts/receipt.ts";
import { AppError } from "#/lib/errors.ts";
import { isSignedBy, ownPublicKey, signText } from "#/lib/secrets/signing-key.ts";

const signedSchema = z.strictObject({
  receipt: z.looseObject({ format: z.literal("q-bench-receipt-1") }),
  signature: z.strictObject({
    algorithm: z.literal("Ed25519"),
    publicKey: z.string(),
    value: z.string(),
  }),
});

export type VerifiedReceipt = { receipt: Record<string, unknown>; publicKey: string };

/** Returns the file: the receipt, then the board's signature of the receipt's JSON text without white space. */
export function signedReceipt(receipt: Receipt): string {
  const value = signText(JSON.stringify(receipt));
  return fileText({ receipt, signature: { algorithm: "Ed25519", publicKey: ownPublicKey(), value } });
}

/**
 * Checks a receipt's file without any network. Refuses with AppError `bad-input` a file that differs by one byte
 * from what the board wrote, and one that another key than `trustedKey` (base64) signed.
 */
export function verifyReceipt(text: string, trustedKey: string): VerifiedReceipt {
  const parsed = signedSchema.safeParse(parseJson(text));
  if (!parsed.success || fileText(parsed.data) !== text) {
    throw new AppError("bad-input", "This is no receipt as a board writes it. Download it again.");
  }
  const { receipt, signature } = parsed.data;
  const isWhole = Buffer.from(signature.value, "base64").toString("base64") === signature.value;
  if (!isWhole || !isSignedBy(signature.publicKey, JSON.stringify(receipt), signature.value)) {
    throw new AppError("bad-input", "The receipt was changed after it was signed. Do not trust it.");
  }
  if (signature.publicKey !== trustedKey) {
    throw new AppError(
      "bad-input",
      `The receipt was signed by the key ${signature.publicKey}, not by ${trustedKey}. If that is the key of a board you trust, give it as --public-key.`,
    );
  }
  return { receipt, publicKey: signature.publicKey };
}

function fileText(signed: unknown): string {
  return `${JSON.stringify(signed, null, 2)}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
