export { type Allowed, parseAllowed } from "./allowed.ts";
export type { Resolve } from "./connect-lookup.ts";
export { createDoor, type Door, type DoorOptions, type RequestInit, type Response } from "./door.ts";
export { AllowedNetworkError, ForbiddenAddressError, UnknownHostError } from "./errors.ts";
