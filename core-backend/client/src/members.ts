import type { CreatedInvitation, CreateInvitation, Invitation, Member, Role } from "@assetql/contract";
import type { Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";

type MemberListOptions = QueryOf<"listMembers">;
type InvitationListOptions = QueryOf<"listInvitations">;

export interface Members {
  list(query?: MemberListOptions, options?: CallOptions): Promise<CallResult<"listMembers">>;
  listAll(query?: MemberListOptions, options?: CallOptions): AsyncGenerator<Member, void, undefined>;
  setRole(id: string, role: Role, options?: CallOptions): Promise<Member>;
  /** Somebody else, as an admin; oneself, as anybody. */
  remove(id: string, options?: CallOptions): Promise<void>;
}

export interface Invitations {
  /** The answer holds the token, this once. */
  create(input: CreateInvitation, options?: CallOptions): Promise<CreatedInvitation>;
  list(query?: InvitationListOptions, options?: CallOptions): Promise<CallResult<"listInvitations">>;
  listAll(query?: InvitationListOptions, options?: CallOptions): AsyncGenerator<Invitation, void, undefined>;
  withdraw(id: string, options?: CallOptions): Promise<void>;
  /** Joins the workspace as the person whose token the client sends. */
  accept(token: string, options?: CallOptions): Promise<Member>;
}

export function createMembers(call: Call): Members {
  const list: Members["list"] = (query = {}, options) => call("listMembers", { query }, options);
  return {
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    setRole: (id, role, options) => call("updateMember", { params: { id }, body: { role } }, options),
    async remove(id, options) {
      await call("removeMember", { params: { id } }, options);
    },
  };
}

export function createInvitations(call: Call): Invitations {
  const list: Invitations["list"] = (query = {}, options) => call("listInvitations", { query }, options);
  return {
    create: (body, options) => call("createInvitation", { body }, options),
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    async withdraw(id, options) {
      await call("deleteInvitation", { params: { id } }, options);
    },
    accept: (token, options) => call("acceptInvitation", { body: { token } }, options),
  };
}
