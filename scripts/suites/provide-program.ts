import { onPath } from "#/scripts/suites/on-path.ts";
import { runCommand } from "#/scripts/suites/run-command.ts";

const patienceMs = 240_000;

/** A program from the PATH, else from a Debian package where we may install one. */
export async function provideProgram(debianPackage: string, ...names: string[]): Promise<string | null> {
  const found = onPath(...names);
  if (found || process.getuid?.() !== 0 || !onPath("apt-get")) return found;
  console.log(`Installing the Debian package ${debianPackage} …`);
  const options = { env: { DEBIAN_FRONTEND: "noninteractive" }, patienceMs, quiet: true };
  await runCommand("apt-get", ["update", "-qq"], options);
  await runCommand("apt-get", ["install", "-y", "-qq", "--no-install-recommends", debianPackage], options);
  return onPath(...names);
}

export type Browser = { executablePath: string | null };

export async function provideBrowser(): Promise<Browser | null> {
  const executablePath = await provideProgram("chromium", "chromium", "chromium-browser", "google-chrome");
  if (executablePath) return { executablePath };
  console.log("Downloading Playwright's browser …");
  const code = await runCommand("playwright", ["install", "chromium"], { patienceMs, quiet: true });
  return code === 0 ? { executablePath: null } : null;
}
