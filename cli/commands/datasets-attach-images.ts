import type { Command } from "#/cli/command.ts";
import { attachImages } from "#/features/dataset-import/attach-images.ts";

export const datasetsAttachImages: Command = {
  name: "datasets attach-images",
  about: "Gives a dataset's items the pictures of a folder, matched by file name; version and scores stay.",
  args: ["SLUG", "DIR"],
  options: {},
  async run({ needed, progress }) {
    const value = await attachImages(needed("SLUG"), needed("DIR"), progress);
    const { dataset, version, attached, missing } = value;
    const rest = missing > 0 ? ` ${missing} items have none yet.` : "";
    return { value, text: `${dataset}, version ${version}: ${attached} pictures attached.${rest}\n` };
  },
};
