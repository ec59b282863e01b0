/** A list of float64 numbers, plain or typed. */
export type Numbers = ArrayLike<number>;
