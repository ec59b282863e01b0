import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { leftOut } from "#/test/left-out.ts";

const never = ["node_modules/**", ".data/**", ".next/**", ...leftOut().flatMap(({ files }) => files)];

export default defineConfig({
  test: {
    // Tests of workers wait for each other more than they compute: on two cores too, two at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: "pure",
          include: ["**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", ...never],
        },
      },
      {
        test: {
          name: "database",
          include: ["**/*.db.test.ts"],
          exclude: never,
          globalSetup: ["test/database-server.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
