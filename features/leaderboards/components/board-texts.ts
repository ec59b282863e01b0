import type messages from "#/messages/en/leaderboard.json";

export type BoardTexts = (typeof messages)["board"];
