export const passwordLength = { min: 10, max: 200 };
