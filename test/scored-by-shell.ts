import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { PredictionsReport } from "#/features/predictions/predictions-report.ts";
import type { AppError } from "#/lib/errors.ts";
import { runShell } from "#/test/run-shell.ts";

type Content = string | Uint8Array | object;

/** What came of a file: its report, or in `refused` everything that a refusal says. */
export type Outcome = Partial<PredictionsReport> & {
  text: string;
  overall?: number | null;
  refused?: string;
};

/** Datasets and files of answers in a folder of their own, imported and scored by the shell's commands. */
export function useScoredByShell() {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "q-bench-board-shell-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function written(name: string, content: Content): Promise<string> {
    const path = join(folder, name);
    const isBytes = typeof content === "string" || content instanceof Uint8Array;
    await writeFile(path, isBytes ? content : JSON.stringify(content));
    return path;
  }

  async function scoreFile(path: string, dataset: string, ...options: string[]): Promise<Outcome> {
    try {
      const { value, text } = await runShell("predictions", "score", path, "--dataset", dataset, ...options);
      const report = value as PredictionsReport;
      return { ...report, overall: report.scores.overall?.value ?? null, text };
    } catch (error) {
      const { message, fields } = error as AppError;
      if (fields === undefined && !(error as AppError).code) throw error;
      const refused = [message, ...Object.values(fields ?? {}).flat()].join("\n");
      return { text: refused, refused };
    }
  }

  return {
    written,
    scoreFile,
    async importFile(path: string, as: string, slug: string): Promise<unknown> {
      const words = ["datasets", "import", path, "--as", as, "--slug", slug, "--answers", "public"];
      return (await runShell(...words)).value;
    },
    async load(slug: string, as: string, content: Content): Promise<void> {
      await this.importFile(
        await written(`${slug}.${as === "vlmevalkit" ? "tsv" : "json"}`, content),
        as,
        slug,
      );
    },
    async score(name: string, content: Content, dataset: string, ...options: string[]): Promise<Outcome> {
      return scoreFile(await written(name, content), dataset, ...options);
    },
  };
}
