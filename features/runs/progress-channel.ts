/** LISTEN here: the payload is the id of the submission whose progress or status has changed. */
export const progressChannel = "board_progress";

/** LISTEN here: the payload is the slug of the dataset whose published scores have changed. */
export const scoresChannel = "board_scores";
