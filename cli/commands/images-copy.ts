import type { Command } from "#/cli/command.ts";
import { copyImages } from "#/features/images/copy-images.ts";

export const imagesCopy: Command = {
  name: "images copy",
  about: "Copies all images to another folder or bucket and checks each by its hash; can be repeated.",
  args: ["FROM", "TO"],
  options: {},
  async run({ needed, signal, progress }) {
    const value = await copyImages(needed("FROM"), needed("TO"), signal, progress);
    const lines = value.failed.slice(0, 20).map(({ hash, reason }) => `${hash}: ${reason}`);
    const summary = `${value.copied} copied, ${value.alreadyThere} there already, ${value.failed.length} failed.`;
    return { value, text: [...lines, summary, ""].join("\n"), failed: value.failed.length > 0 };
  },
};
