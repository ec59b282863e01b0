import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../shared", import.meta.url));

export const sharedData: string | null = existsSync(folder) ? folder : null;
