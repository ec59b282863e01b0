/**
 * Is told how far a long work is: `done` of `total` (null where that is not known) in a step whose name says what is
 * counted, such as `pictures read`. A step ends with the first report of another one.
 */
export type Progress = (step: string, done: number, total: number | null) => void;

export const noProgress: Progress = () => {};
