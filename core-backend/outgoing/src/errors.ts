/** A URL, or an address that its host resolves to, that nothing is sent to. The message is a sentence for whoever gave it. */
export class ForbiddenAddressError extends Error {
  override readonly name = "ForbiddenAddressError";
  readonly code = "address-forbidden";
}

/** The name service knows no address of the host, or does not answer. */
export class UnknownHostError extends Error {
  override readonly name = "UnknownHostError";
  readonly code = "host-unknown";
}

/** An entry of the list of allowed networks is neither a network, nor an address, nor a host. */
export class AllowedNetworkError extends Error {
  override readonly name = "AllowedNetworkError";
  readonly code = "allowed-network-invalid";
}
