import type { StyleProfile, StyleProfileId } from "@assetql/contract";

/** What screens show of a style. */
export interface ShownStyle {
  readonly id: StyleProfileId;
  readonly name: string;
  /** Style score that images need, from 0 to 1. */
  readonly threshold: number;
  readonly palette: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly references: readonly {
    readonly sha256: string;
    readonly name: string;
    readonly url: string | null;
  }[];
}

export const shownStyle = ({
  id,
  name,
  deviationThreshold,
  parameters,
  references,
  createdAt,
}: StyleProfile): ShownStyle => ({
  id,
  name,
  threshold: deviationThreshold,
  palette: parameters.colorPalette,
  createdAt,
  references: references.map(({ sha256, name: file, url = null }) => ({ sha256, name: file, url })),
});
