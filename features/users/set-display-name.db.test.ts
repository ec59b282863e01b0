import { expect, it } from "vitest";
import { createUser } from "#/features/users/create-user.ts";
import { displayName } from "#/features/users/display-name.ts";
import { setDisplayName } from "#/features/users/set-display-name.ts";
import { db } from "#/lib/db.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const shown = async (id: string) => displayName(await db().user.findUniqueOrThrow({ where: { id } }));

it("is what an account chose, never an e-mail address, nor that of another", async () => {
  const ada = await createUser({ email: "ada@example.org" });
  const bea = await createUser({ email: "bea@example.org" });
  expect(await shown(ada.id)).toMatch(/^user-[0-9a-f]{6}$/);
  await setDisplayName(ada, "  Ada\u200b \n Lovelace ");
  expect(await shown(ada.id)).toBe("Ada Lovelace");
  const refused = (name: string) =>
    expect(setDisplayName(bea, name)).rejects.toMatchObject({ code: "bad-input", field: "name" });
  for (const name of ["ada@example.org", "ADA  LOVELACE", "ＡdaLovelace", "✓", "a".repeat(61)])
    await refused(name);
  await setDisplayName(ada, "");
  expect(await shown(ada.id)).toMatch(/^user-/);
  await setDisplayName(bea, "Ada Lovelace");
  // What a provider told.
  await db().user.update({ where: { id: ada.id }, data: { name: "ada@example.org" } });
  expect(await shown(ada.id)).toMatch(/^user-/);
});
