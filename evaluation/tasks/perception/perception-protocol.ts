export const perceptionProtocol = "perception-v1";
