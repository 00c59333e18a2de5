/**
 * A bell per workspace: it rings when the workspace's log has new events. Rings may be lost or repeated; what was
 * new is in the log, so nobody loses an event by missing a ring.
 */
export interface LiveChannel {
  ring(workspaceId: string): void;
  /** Returns the function that stops it. */
  onRing(listener: (workspaceId: string) => void): () => void;
}
