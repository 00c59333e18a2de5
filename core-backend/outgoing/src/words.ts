/** In words that also fit an interface for people who do not run the hub. `host` is as the URL names it. */
export function forbiddenSentence(host: string, address: string): string {
  const bare = host.replace(/^\[|\]$/g, "");
  const what = bare === address ? `${address} is` : `${bare} leads to ${address}, which is`;
  return `${what} not an address of the internet, and this hub sends nothing to private networks. Whoever runs the hub can open one with --allow-network.`;
}
