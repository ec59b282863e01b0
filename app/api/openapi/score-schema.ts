import { z } from "zod";

const number = z.number().nullable();

export const scoreSchema = z.object({ value: number, n: z.int().nullable(), low: number, high: number });
