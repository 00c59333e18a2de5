import {
  acceptInvitation,
  createInvitation,
  deleteInvitation,
  getMe,
  listInvitations,
  listMembers,
  removeMember,
  updateMember,
} from "@assetql/core";
import type { Handlers } from "../http/handler.ts";

export const identityHandlers: Pick<
  Handlers,
  | "getMe"
  | "listMembers"
  | "updateMember"
  | "removeMember"
  | "createInvitation"
  | "listInvitations"
  | "deleteInvitation"
  | "acceptInvitation"
> = {
  getMe: ({ api, principal }) => getMe(api.core, principal),
  listMembers: ({ api, principal, query }) => listMembers(api.core, principal, query),
  updateMember: ({ api, principal, params, body }) =>
    updateMember(api.core, principal, { ...params, ...body }),
  removeMember: ({ api, principal, params }) => removeMember(api.core, principal, params),
  createInvitation: ({ api, principal, body }) => createInvitation(api.core, principal, body),
  listInvitations: ({ api, principal, query }) => listInvitations(api.core, principal, query),
  deleteInvitation: ({ api, principal, params }) => deleteInvitation(api.core, principal, params),
  acceptInvitation: ({ api, principal, body }) => acceptInvitation(api.core, principal, body),
};
