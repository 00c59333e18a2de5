import type { SocialFormatName } from "../../types.ts";

/** One picture format of a network. */
export interface SocialFormat {
  /** Folder in the package. */
  network: string;
  role: SocialFormatName;
  width: number;
  height: number;
  use: string;
}

export const SOCIAL_FORMATS: readonly SocialFormat[] = [
  {
    network: "instagram",
    role: "instagram-square",
    width: 1080,
    height: 1080,
    use: "Instagram post, square",
  },
  {
    network: "instagram",
    role: "instagram-portrait",
    width: 1080,
    height: 1350,
    use: "Instagram post, portrait",
  },
  { network: "facebook", role: "facebook", width: 1200, height: 630, use: "Facebook post or link" },
  { network: "twitter", role: "twitter", width: 1200, height: 675, use: "Twitter (X) post" },
];
