-- CreateTable
CREATE TABLE "entry_pasts" (
    "entry_id" INTEGER NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "protocol_version" TEXT,
    "prompt_version" TEXT,
    "parser_version" TEXT,
    "rung" TEXT,
    "coverage" DOUBLE PRECISION NOT NULL,
    "scores" JSONB NOT NULL,

    CONSTRAINT "entry_pasts_pkey" PRIMARY KEY ("entry_id","replaced_at")
);

-- AddForeignKey
ALTER TABLE "entry_pasts" ADD CONSTRAINT "entry_pasts_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;
