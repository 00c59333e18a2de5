/**
 * Why a plan skips something, calls it a conflict or deletes it: all sentences that it gives of its own, by code, for
 * whoever says them in another language. A reason begins so; some go on with what only the case knows.
 */
export const planReasons = {
  "as-it-should-be": "It is there already, as it should be.",
  "deleted-there": "It was deleted there after it had been published.",
  "somebody-else": "Somebody else's value is there",
  "not-approved": "Nobody has approved it yet.",
  "too-large": "What is there is too large to be remembered, so it could not be undone.",
  "not-published": "It is not published there.",
  "no-longer-there": "It is no longer there.",
  stays: "It stays",
  "edited-there": "Somebody changed it there since it was published.",
  "rejected-or-deleted": "Its image was rejected or deleted.",
} as const satisfies Record<string, string>;
export type PlanReason = keyof typeof planReasons;
