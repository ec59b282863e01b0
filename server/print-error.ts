/** A command that cannot go on says why in words, not in a stack, and fails. */
export function printError(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
