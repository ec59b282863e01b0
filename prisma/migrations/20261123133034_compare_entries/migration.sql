-- AlterTable
ALTER TABLE "entries" ADD COLUMN     "compared_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "comparisons" (
    "first_id" INTEGER NOT NULL,
    "second_id" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "only_first" INTEGER,
    "only_second" INTEGER,
    "difference" DOUBLE PRECISION NOT NULL,
    "error" DOUBLE PRECISION NOT NULL,
    "p" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "comparisons_pkey" PRIMARY KEY ("first_id","second_id","metric")
);

-- CreateIndex
CREATE INDEX "comparisons_second_id_idx" ON "comparisons"("second_id");

-- AddForeignKey
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_first_id_fkey" FOREIGN KEY ("first_id") REFERENCES "entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_second_id_fkey" FOREIGN KEY ("second_id") REFERENCES "entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;
