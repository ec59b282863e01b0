/** What the previews of links are drawn at. */
export const cardWidth = 1200;
export const cardHeight = 630;
