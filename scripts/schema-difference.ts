import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { migrate } from "#/lib/postgres/migrate.ts";

const charOid = 18;
const textOid = 25;

Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: {
    set_message: (message: string) => console.error(message),
  },
});

type Engine = {
  diff(params: object): Promise<{ stdout: string | null }>;
  free(): void;
};
type EngineModule = {
  SchemaEngine: { new: (options: object, log: () => void, adapter: object) => Promise<Engine> };
};

/** SQL that leads from the committed migrations to the Prisma schema; empty when they agree. */
export async function schemaDifference(serverUrl: string): Promise<string> {
  const scratch = `schema_difference_${process.pid}`;
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query(`CREATE DATABASE ${scratch}`);
  try {
    const url = serverUrl.replace(/\/[^/]+$/, `/${scratch}`);
    await migrate(url);
    return await differ(url);
  } finally {
    await server.query(`DROP DATABASE ${scratch} WITH (FORCE)`);
    await server.end();
  }
}

async function differ(url: string): Promise<string> {
  const folder = new URL("../prisma/models/", import.meta.url);
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => ({
      path: name,
      content: await readFile(new URL(name, folder), "utf8"),
    })),
  );
  const { SchemaEngine } = createRequire(import.meta.url)("@prisma/schema-engine-wasm") as EngineModule;
  const adapter = bindMigrationAwareSqlAdapterFactory(readingChars(url));
  const engine = await SchemaEngine.new(
    { datamodels: files.map((file) => [file.path, file.content]) },
    () => {},
    adapter,
  );
  try {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: "." },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      shadowDatabaseUrl: null,
      filters: { externalTables: ["public._prisma_migrations"], externalEnums: [] },
    });
    return (stdout ?? "").replace(/^-- This is an empty migration\.\s*/, "").trim();
  } finally {
    engine.free();
  }
}

/** The adapter knows no mapping for the catalogue's "char" columns, which the engine wants as characters. */
function readingChars(url: string): PrismaPg {
  let charColumns: boolean[] = [];
  const connections = new pg.Pool({ connectionString: url });
  const query = connections.query.bind(connections) as (...args: unknown[]) => Promise<pg.QueryResult>;
  const reading = async (...args: unknown[]) => {
    const result = await query(...args);
    charColumns = result.fields.map((field) => field.dataTypeID === charOid);
    for (const field of result.fields) if (field.dataTypeID === charOid) field.dataTypeID = textOid;
    return result;
  };
  const factory = new PrismaPg(Object.assign(connections, { query: reading }) as pg.Pool, {
    disposeExternalPool: true,
  });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connection = await connect();
    const queryRaw = connection.queryRaw.bind(connection);
    connection.queryRaw = async (sql) => {
      const result = await queryRaw(sql);
      const columnTypes = result.columnTypes.map((type, index) =>
        charColumns[index] ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return connection;
  };
  return factory;
}
