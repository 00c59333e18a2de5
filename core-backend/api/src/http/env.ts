/** What travels with a request through the middleware. */
export interface Env {
  /** What the server knows of who calls; absent where the application is called without a server. */
  Bindings: {
    client?: {
      /** IPv4 or IPv6. */
      address: string;
      /** A program on the hub's own machine calls, and no proxy for somebody else. */
      isLocal: boolean;
    };
  };
  Variables: {
    correlationId: string;
    /** The pattern of the path, never the path itself: logs hold no ids. */
    route: string;
  };
}
