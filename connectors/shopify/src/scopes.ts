/** What the operations need, and nothing else. A scope to write includes the one to read. */
export const shopifyScopes = ["write_products", "write_files"] as const;
