/** The connector's own choices, as `@assetql/shopify` names them. */
export const placements = ["first", "last", "replace"] as const;
export type Placement = (typeof placements)[number];
export const variantRules = ["all", "empty", "none"] as const;
export type VariantRule = (typeof variantRules)[number];
export const altTextRules = ["keep", "ours"] as const;
export type AltTextRule = (typeof altTextRules)[number];
export const conflictRules = ["keep-theirs", "overwrite", "ask"] as const;
export type ConflictRule = (typeof conflictRules)[number];

/** What a publication may do otherwise than the shop's settings say. */
export interface PublishChoices {
  readonly placement: Placement;
  readonly variantImages: VariantRule;
  readonly altText: AltTextRule;
  readonly conflicts: ConflictRule;
}

interface Given {
  readonly config: Readonly<Record<string, unknown>>;
  readonly conflict: string;
}

/** What the shop's settings say; what they leave open is as the connector has it. */
export const choicesOf = ({ config, conflict }: Given): PublishChoices => ({
  placement: known(placements, config.placement) ?? "first",
  variantImages: known(variantRules, config.variantImages) ?? "all",
  altText: known(altTextRules, config.altText) ?? "keep",
  conflicts: known(conflictRules, conflict) ?? "keep-theirs",
});

/** Choices as a form sends them; what it does not know stays as the defaults say. */
export const readChoices = (
  field: (name: keyof PublishChoices) => string,
  defaults: PublishChoices,
): PublishChoices => ({
  placement: known(placements, field("placement")) ?? defaults.placement,
  variantImages: known(variantRules, field("variantImages")) ?? defaults.variantImages,
  altText: known(altTextRules, field("altText")) ?? defaults.altText,
  conflicts: known(conflictRules, field("conflicts")) ?? defaults.conflicts,
});

/** What the hub is told: only where a choice differs, so that later settings count for the rest. */
export function changesOf(
  { conflicts, ...choices }: PublishChoices,
  defaults: PublishChoices,
): { readonly options: Record<string, string>; readonly conflicts?: ConflictRule } {
  const { conflicts: defaultConflicts, ...others } = defaults;
  const names = ["placement", "variantImages", "altText"] as const;
  const options = names
    .filter((name) => choices[name] !== others[name])
    .map((name) => [name, choices[name]] as const);
  return {
    options: Object.fromEntries(options),
    ...(conflicts === defaultConflicts ? {} : { conflicts }),
  };
}

function known<T extends string>(all: readonly T[], value: unknown): T | undefined {
  return all.find((each) => each === value);
}
