/** What a style needs unless somebody says otherwise, as the hub has it. */
export const DEFAULT_THRESHOLD = 0.85;
