/** LISTEN here: the payload is the id of the submission whose progress or status has changed. */
export const progressChannel = "board_progress";
