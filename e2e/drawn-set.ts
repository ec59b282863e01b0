import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { boardCommand, type CommandResult } from "#/e2e/board-command.ts";

const bmpStart = "B".charCodeAt(0);
const options = ["Sharp", "Blurry", "Noisy"];

/** Imports through the shell a perception dataset of "Item n: …" questions; the answer of item n is option n mod 3. */
export async function importDrawnSet(
  slug: string,
  items: number,
  draw: (item: number) => Promise<Uint8Array>,
): Promise<CommandResult> {
  const folder = await mkdtemp(join(tmpdir(), "q-bench-board-set-"));
  try {
    const images = join(folder, "images");
    await mkdir(images);
    const questions = [];
    for (let item = 0; item < items; item += 1) {
      const picture = await draw(item);
      const img_path = `${item}.${picture[0] === bmpStart ? "bmp" : "png"}`;
      await writeFile(join(images, img_path), picture);
      const question = `Item ${item}: how is the picture?`;
      const [type, concern, correct_ans] = [item % 3, item % 4, options[item % 3]];
      questions.push({ type, concern, question, img_path, candidates: options, correct_ans });
    }
    const file = join(folder, `${slug}.json`);
    await writeFile(file, JSON.stringify(questions));
    const args = ["datasets", "import", file, "--as", "llvisionqa", "--slug", slug];
    return await boardCommand(...args, "--images", images, "--answers", "public");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
