import { randomBytes } from "node:crypto";
import { seedPerceptionModels } from "#/bench/many-models.ts";
import type { Account, Stage } from "#/bench/strangers/stage.ts";
import type { User } from "#/features/access/actor.ts";
import { setQuota } from "#/features/quotas/set-quota.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { createUser } from "#/features/users/create-user.ts";
import { signUp } from "#/features/users/sign-up.ts";
import { putBlob } from "#/lib/blobs/blob-store.ts";
import { db, pool } from "#/lib/db.ts";
import { assessmentFixtures } from "#/test/assessment-fixtures.ts";
import { drawNumbered } from "#/test/numbered-picture.ts";

export const runItems = 40_000;
/** As many as LLVisionQA has. */
const fileItems = 1_495;
const boardModels = 200;
const qualityItems = 40;

export async function stageSets(): Promise<Omit<Stage, "site" | "published">> {
  await perceptionSet("strangers-runs", runItems);
  await perceptionSet("strangers-files", fileItems);
  return {
    runSet: "strangers-runs",
    fileSet: "strangers-files",
    fileSetItems: fileItems,
    qualitySet: await assessmentFixtures(qualityItems),
    boardSet: await seedPerceptionModels(boardModels),
  };
}

/** Questions with three options each, all about one picture. */
async function perceptionSet(slug: string, items: number): Promise<void> {
  const picture = await drawNumbered(0);
  const hash = await putBlob(picture);
  await db().image.createMany({
    data: [{ hash, mime: "image/png", bytes: picture.length, width: 8, height: 8 }],
    skipDuplicates: true,
  });
  const { id } = await db().dataset.create({
    data: {
      slug,
      version: 1,
      task: "perception",
      answers: "public",
      hasAnswers: true,
      contentHash: slug,
      itemCount: items,
      imageCount: items,
      sourceFile: "bench",
    },
  });
  await pool().query(
    `INSERT INTO items (dataset_id, number, image_path, image_hash, question_type, concern, question, options, correct_option)
     SELECT $1, n, n || '.png', $3, n % 3, n % 4, 'Item ' || n || ': how is it?',
       ARRAY['Sharp', 'Blurry', 'Noisy'], n % 3
     FROM generate_series(0, $2::int - 1) AS n`,
    [id, items, hash],
  );
}

let accounts = 0;

/** A new account with a token, at an address of its own, so that no attack is stopped by what another one used up. */
export async function openAccount(name: string, submissionsADay?: number): Promise<Account & { user: User }> {
  const address = `203.0.113.${++accounts % 250}`;
  const [email, password] = [`${name}-${accounts}@example.org`, randomBytes(12).toString("base64url")];
  const { id, isAdmin } = await signUp({ email, password }, address);
  const user = { id, email, isAdmin };
  if (submissionsADay !== undefined)
    await setQuota(await operator(), id, { submissionsADay, hiddenSubmissionsADay: null });
  const { secret } = await createToken(user, { name: "bench" });
  return { email, password, token: secret, address, user };
}

let administrator: Promise<User> | undefined;

function operator(): Promise<User> {
  administrator ??= createUser({ email: "operator@example.org", isAdmin: true });
  return administrator;
}
