export const maxConcurrency = 256;
export const defaultConcurrency = 8;
export const maxDatasets = 20;
export const maxExtraBodyBytes = 8 * 1024;
