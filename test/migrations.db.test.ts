import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import pg from "pg";
import { describe, expect, inject, it } from "vitest";
import { leakMeter } from "#/features/hidden-keys/leak-meter.ts";
import { newSessionToken } from "#/features/users/begin-session.ts";
import { checkCredentials } from "#/features/users/check-credentials.ts";
import { displayName } from "#/features/users/display-name.ts";
import { hashPassword } from "#/features/users/password-hash.ts";
import { userOfSessionToken } from "#/features/users/session-token.ts";
import { closeDb } from "#/lib/db.ts";
import { env, provideEnv } from "#/lib/env.ts";
import { migrate, prismaMigrationLock } from "#/lib/postgres/migrate.ts";
import { schemaDifference } from "#/scripts/schema-difference.ts";

it("has a migration for everything in the Prisma schema", async () => {
  expect(await schemaDifference(inject("serverUrl"))).toBe("");
});

/** A board as it was before a migration, with what `fill` puts into it; `look` sees it after that one and all others. */
async function upgraded(
  migration: string,
  fill: (client: pg.Client) => Promise<void>,
  look: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const name = `upgraded_${randomBytes(6).toString("hex")}`;
  const server = new pg.Client({ connectionString: inject("serverUrl") });
  await server.connect();
  await server.query(`CREATE DATABASE ${name}`);
  const url = inject("serverUrl").replace(/\/board$/, `/${name}`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  provideEnv({
    DATABASE_URL: url,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    SECRETS_KEYS: `test:${randomBytes(32).toString("base64")}`,
    LOG_LEVEL: "silent",
  });
  try {
    await migrate(url, { end: migration });
    await fill(client);
    expect(await migrate(url)).toContain(migration);
    await look(client);
  } finally {
    await client.end();
    await closeDb();
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.end();
  }
}

it("keeps accounts, tokens and limits when sessions get rows, and ends the sessions that have none", async () => {
  const id = "0190a000-0000-7000-8000-000000000001";
  const people =
    "SELECT id, email, name, password_hash, is_admin, session_version, submissions_a_day, created_at FROM users ORDER BY id";
  const others = "SELECT (SELECT json_agg(t) FROM api_tokens t), (SELECT json_agg(r) FROM rate_limits r)";
  const before: unknown[] = [];
  await upgraded(
    "20261130155825_sessions",
    async (client) => {
      const hash = await hashPassword("seven grey herons");
      await client.query(
        `INSERT INTO users (id, email, password_hash, session_version)
         VALUES ($1, 'ada@example.org', $2, 3), (gen_random_uuid(), 'bob@example.org', NULL, 0)`,
        [id, hash],
      );
      await client.query(
        `INSERT INTO api_tokens (id, user_id, name, hash, prefix)
         VALUES (gen_random_uuid(), $1, 'nightly', 'hash', 'qbb_1234')`,
        [id],
      );
      // What one who tried too often left behind: by account alone, as it was counted then.
      await client.query("INSERT INTO rate_limits VALUES ('limit:sign-in:ada', 11, 9999999999999)");
      before.push((await client.query(people)).rows, (await client.query(others)).rows);
    },
    async (client) => {
      expect([(await client.query(people)).rows, (await client.query(others)).rows]).toEqual(before);
      expect((await client.query("SELECT * FROM sessions")).rows).toEqual([]);
      const old = await encode({ token: { sub: id, version: 3 }, secret: env().NEXTAUTH_SECRET });
      expect(await userOfSessionToken(old)).toBeNull();
      const input = { email: "ada@example.org", password: "seven grey herons" };
      const token = await newSessionToken(await checkCredentials(input, "192.0.2.1"));
      expect(await userOfSessionToken(token)).toEqual({ id, email: input.email, isAdmin: false });
    },
  );
});

it("finds the judge of each entry by the caption that named it", async () => {
  await upgraded(
    "20261130183000_judge_of_entry",
    async (client) => {
      await client.query(`
        INSERT INTO users (id, email) VALUES ('0190a000-0000-7000-8000-000000000001', 'ada@example.org');
        INSERT INTO models (id, slug, name, kind) VALUES (1, 'm', 'M', 'model');
        SELECT setval('models_id_seq', 1);
        INSERT INTO datasets (id, slug, version, task, split, answers, item_count, image_count, content_hash, source_file, has_answers)
          VALUES (1, 'd', 1, 'description', 'dev', 'public', 1, 1, '', '', true);
        INSERT INTO submissions (id, owner_id, model_id, kind)
          VALUES ('0190a000-0000-7000-8000-000000000002', '0190a000-0000-7000-8000-000000000001', 1, 'endpoint');
        INSERT INTO runs (id, submission_id, dataset_id, status, total, protocol_version, prompt_version, parser_version)
          VALUES (1, '0190a000-0000-7000-8000-000000000002', 1, 'finished', 1, '', '', '');
        INSERT INTO judges (id, key, label, model, template_version, templates, rounds, temperature)
          VALUES (1, 'a', 'first', 'j', '', '{}', 5, 1), (2, 'b', 'second', 'j', '', '{}', 5, 0), (3, 'c', 'first', 'k', '', '{}', 5, 0);
        INSERT INTO judgements (run_id, judge_id) VALUES (1, 1), (1, 2);
        INSERT INTO entries (id, model_id, task, dataset_slug, source, pipeline, run_id)
          VALUES (1, 1, 'description', 'd', 'measured', 'first', 1), (2, 1, 'description', 'd', 'measured', 'second', 1),
            (3, 1, 'description', 'd', 'reported', 'multiple-choice', NULL)`);
    },
    async (client) => {
      const { rows } = await client.query("SELECT id, judge_id FROM entries ORDER BY id");
      expect(rows.map(({ judge_id }) => judge_id)).toEqual([1, 2, null]);
    },
  );
});

describe("migrating", () => {
  async function onEmptyDatabase(use: (url: string, client: pg.Client) => Promise<void>): Promise<void> {
    const name = `guarded_${randomBytes(6).toString("hex")}`;
    const server = new pg.Client({ connectionString: inject("serverUrl") });
    await server.connect();
    await server.query(`CREATE DATABASE ${name}`);
    const url = inject("serverUrl").replace(/\/board$/, `/${name}`);
    const client = new pg.Client({ connectionString: url, application_name: "left open" });
    await client.connect();
    try {
      await use(url, client);
    } finally {
      await client.end();
      await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await server.end();
    }
  }

  it("refuses a database that a newer version has changed", () =>
    onEmptyDatabase(async (url, client) => {
      await migrate(url);
      await client.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
         VALUES ('later', 'x', '29990101000000_later', now(), 1)`,
      );
      await expect(migrate(url)).rejects.toThrow(/newer version of the board: 29990101000000_later/);
    }));

  it("says who holds the lock, and gives up after its patience", () =>
    onEmptyDatabase(async (url, client) => {
      await client.query("SELECT pg_advisory_lock($1)", [prismaMigrationLock]);
      await expect(migrate(url, { lockPatience: "50ms" })).rejects.toThrow(
        /PostgreSQL process \d+ of left open at .* has held the lock of migrations for more than 50ms/,
      );
    }));
});

it("gives each account that used a name a model of its own, the first publisher the one that is there", async () => {
  const user = (n: number) => `0190a000-0000-7000-8000-00000000000${n}`;
  const submission = (n: number) => `0190a000-0000-7000-8000-0000000001${n}0`;
  await upgraded(
    "20261130235000_names_of_accounts",
    async (client) => {
      await client.query(`
        INSERT INTO users (id, email, name, is_admin) VALUES ('${user(1)}', 'a@example.org', NULL, false),
          ('${user(2)}', 'b@example.org', 'b@example.org', false), ('${user(3)}', 'c@example.org', 'Cleo', false),
          ('${user(4)}', 'd@example.org', NULL, true);
        INSERT INTO models (id, slug, name, kind, organization) VALUES (1, 'shared', 'Shared', 'model', 'Lab'), (2, 'kosmos-2', 'Kosmos-2', 'model', NULL);
        SELECT setval('models_id_seq', 2);
        INSERT INTO datasets (id, slug, version, task, split, answers, item_count, image_count, content_hash, source_file, has_answers)
          VALUES (1, 'd', 1, 'perception', 'dev', 'public', 1, 1, '', '', true);
        INSERT INTO submissions (id, owner_id, model_id, kind, created_at, published_at) VALUES
          ('${submission(1)}', '${user(1)}', 1, 'endpoint', '2026-01-01', '2026-03-01'),
          ('${submission(2)}', '${user(2)}', 1, 'endpoint', '2026-01-02', '2026-02-01'),
          ('${submission(3)}', '${user(3)}', 1, 'predictions', '2026-01-03', NULL),
          ('${submission(4)}', '${user(3)}', 2, 'predictions', '2026-01-04', '2026-04-01'),
          ('${submission(5)}', '${user(4)}', 2, 'endpoint', '2026-01-05', '2026-04-02');
        INSERT INTO ledger (at, verb, subject, detail) VALUES
          ('2026-01-20', 'submission-published', 'shared', '{"submission":"${submission(1)}"}'),
          ('2026-02-01', 'submission-published', 'shared', '{"submission":"${submission(2)}"}'),
          ('2026-04-01', 'run-rescored', 'kosmos-2 on d', '{"submission":"${submission(4)}"}');
        INSERT INTO runs (id, submission_id, dataset_id, status, total, protocol_version, prompt_version, parser_version)
          SELECT n, ('0190a000-0000-7000-8000-0000000001' || n || '0')::uuid, 1, 'finished', 1, '', '', '' FROM generate_series(1, 5) n;
        INSERT INTO entries (model_id, task, dataset_slug, source, run_id, published_at)
          SELECT model_id, 'perception', 'd', 'measured', r.id, s.published_at FROM runs r JOIN submissions s ON s.id = r.submission_id;
        INSERT INTO entries (model_id, task, dataset_slug, source, reported_by, published_at) VALUES (2, 'perception', 'd', 'reported', 'a paper', now())`);
    },
    async (client) => {
      const { rows } = await client.query(`
        SELECT m.slug, m.name, m.owner_id AS owner, m.published_at IS NOT NULL AS published, m.organization,
          (SELECT count(*)::int FROM entries e WHERE e.model_id = m.id) AS entries,
          array(SELECT s.id::text FROM submissions s WHERE s.model_id = m.id ORDER BY 1) AS submissions
        FROM models m ORDER BY m.id`);
      const named = displayName({ id: user(2), name: null });
      const slug = (base: string) => expect.stringMatching(new RegExp(`^${base}-[0-9a-f]{8}$`));
      expect(rows.slice(0, 2)).toEqual([
        {
          slug: "shared",
          name: "Shared",
          owner: user(1),
          published: true,
          organization: "Lab",
          entries: 1,
          submissions: [submission(1)],
        },
        {
          slug: "kosmos-2",
          name: "Kosmos-2",
          owner: null,
          published: true,
          organization: null,
          entries: 2,
          submissions: [submission(5)],
        },
      ]);
      const parted = rows.slice(2).sort((a, b) => (a.submissions[0] < b.submissions[0] ? -1 : 1));
      expect(parted).toMatchObject([
        {
          slug: slug("shared"),
          name: `${named}/Shared`,
          owner: user(2),
          published: true,
          organization: null,
          entries: 1,
          submissions: [submission(2)],
        },
        {
          slug: slug("shared"),
          name: "Shared",
          owner: user(3),
          published: false,
          entries: 1,
          submissions: [submission(3)],
        },
        {
          slug: slug("kosmos-2"),
          name: "Cleo/Kosmos-2",
          owner: user(3),
          published: true,
          entries: 1,
          submissions: [submission(4)],
        },
      ]);
      const ledger = (await client.query("SELECT subject FROM ledger ORDER BY id")).rows;
      expect(ledger.map(({ subject }) => subject)).toEqual([
        "shared",
        parted[0].slug,
        `${parted[2].slug} on d`,
      ]);
    },
  );
});

it("keeps what was published, meters what was told of hidden answers, and takes rows made of them away", async () => {
  const [ada, root] = [1, 9].map((n) => `0190a000-0000-7000-8000-00000000000${n}`);
  const [sent, own] = [2, 3].map((n) => `0190a000-0000-7000-8000-00000000000${n}`);
  await upgraded(
    "20261130233000_hidden_keys",
    async (client) => {
      await client.query(`
        INSERT INTO users (id, email, is_admin) VALUES ('${ada}', 'ada@example.org', false), ('${root}', 'root@example.org', true);
        INSERT INTO models (id, slug, name, kind) VALUES (101, 'm', 'M', 'model'), (102, 'always-b', 'Always B', 'baseline');
        INSERT INTO datasets (id, slug, version, task, split, answers, item_count, image_count, content_hash, source_file, has_answers)
          VALUES (1, 'd', 1, 'perception', 'test', 'hidden', 400, 400, '', '', true);
        INSERT INTO submissions (id, owner_id, model_id, kind, published_at)
          VALUES ('${sent}', '${ada}', 101, 'endpoint', now()), ('${own}', '${root}', 101, 'endpoint', NULL);
        INSERT INTO runs (id, submission_id, dataset_id, status, total, protocol_version, prompt_version, parser_version)
          VALUES (1, '${sent}', 1, 'finished', 400, '', '', ''), (2, '${own}', 1, 'finished', 400, '', '', '');
        INSERT INTO entries (id, model_id, task, dataset_slug, dataset_id, source, run_id, published_at)
          VALUES (1, 101, 'perception', 'd', 1, 'measured', 1, now()), (2, 101, 'perception', 'd', 1, 'measured', 2, NULL),
            (3, 102, 'perception', 'd', 1, 'computed', NULL, now());
        INSERT INTO scores (entry_id, metric, slice, value, n) VALUES (1, 'accuracy', 'overall', 0.5, 400),
          (1, 'accuracy', 'what', 0.5, 49), (2, 'accuracy', 'overall', 0.5, 400)`);
    },
    async (client) => {
      const entries = await client.query(
        "SELECT id, approved_at IS NOT NULL AS approved FROM entries ORDER BY id",
      );
      expect(entries.rows).toEqual([
        { id: 1, approved: true },
        { id: 2, approved: false },
      ]);
      const { rows } = await client.query(
        "SELECT user_id, run_id, kind::text, n, bits, approved FROM key_releases",
      );
      // ½·log2(2πe·(400/4 + 1/12))
      const past = { kind: "past", n: 400, bits: expect.closeTo(5.37, 2), approved: false };
      expect(rows).toEqual([{ user_id: ada, run_id: 1, ...past }]);
      expect(await leakMeter("d")).toMatchObject({ counted: 0, past: rows[0].bits, isPaused: false });
    },
  );
});
