import { BRIDGE_LIMITS } from "@assetql/contract";

/** The protocol's limits, which tests make smaller, and a few of the bridge's own. */
export const defaultWireLimits = {
  ...BRIDGE_LIMITS,
  /** What an editor has to answer a close before its socket is cut. */
  closeSeconds: 3,
  /** Open at once; nobody has so many editors. */
  sockets: 64,
  /** Requests of one editor that run at once. */
  running: 256,
  /** Answers that are kept in case that they are asked for again: so many, ... */
  keptAnswers: 1_000,
  /** ... and so many bytes of them. */
  keptAnswerBytes: 8_388_608,
  /** Uploads of one editor. */
  uploads: 20,
};
export type WireLimits = Readonly<Record<keyof typeof defaultWireLimits, number>>;
