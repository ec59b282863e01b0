export const drainingSetting = "draining";

/** SQL that is false while the operator drains the workers: what is leased is finished, nothing more is begun. */
export const notDraining = `NOT EXISTS (SELECT FROM board_settings WHERE name = '${drainingSetting}')`;
