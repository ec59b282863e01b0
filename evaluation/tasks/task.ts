/** What a model can be asked to do: answer questions, describe pictures, rate their quality. */
export const tasks = ["perception", "description", "assessment"] as const;

export type Task = (typeof tasks)[number];

/** The tasks of which a file of answers can be scored here: descriptions need the judge. */
export const fileTasks = ["perception", "assessment"] as const satisfies readonly Task[];

export type FileTask = (typeof fileTasks)[number];
