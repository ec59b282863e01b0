/** How bounds are computed. A change is a new one: entries of older ones are computed again from the stored answers. */
export const statisticsVersion = "statistics-v2";
