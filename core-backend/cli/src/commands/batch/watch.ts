import { batchIdSchema } from "@assetql/contract";
import type { CommandInput } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import type { Session } from "../../session.ts";
import { followBatch } from "./follow.ts";

export async function watchBatch(session: Session, { args }: CommandInput<object>): Promise<void> {
  const id = parseId(batchIdSchema, args[0]);
  await followBatch(session, await session.connect(), id);
}
