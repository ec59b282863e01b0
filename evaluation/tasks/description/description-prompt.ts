export const descriptionPromptVersion = "description-prompt-v1";

/** The prompt of Q-Bench A2, sent as text after the image, at temperature 0. */
export const descriptionPrompt =
  "Describe the quality, aesthetics and other low-level appearance of the image in details.";
