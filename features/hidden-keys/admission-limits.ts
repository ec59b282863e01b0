/** Of the reason that an account gives for its admission, in characters. */
export const longestReason = 500;
