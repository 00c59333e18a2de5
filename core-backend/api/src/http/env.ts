/** What travels with a request through the middleware. */
export interface Env {
  Variables: {
    correlationId: string;
    /** The pattern of the path, never the path itself: logs hold no ids. */
    route: string;
  };
}
