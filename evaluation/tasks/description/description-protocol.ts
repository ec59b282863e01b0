export const descriptionProtocol = "description-v1";

/** How often the judge rates each dimension of each description. */
export const judgeRounds = 5;
