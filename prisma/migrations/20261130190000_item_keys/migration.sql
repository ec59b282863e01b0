-- What a dataset's file calls its items. Null where they were stored without: importing the file again gives them.
ALTER TABLE "datasets" ADD COLUMN "key_field" TEXT;
ALTER TABLE "items" ADD COLUMN "key" TEXT;
CREATE UNIQUE INDEX "items_dataset_id_key_key" ON "items"("dataset_id", "key");
