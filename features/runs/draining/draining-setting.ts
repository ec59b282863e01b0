/** The setting that is there while the operator drains the workers; SQL asks `is_draining()`. */
export const drainingSetting = "draining";
