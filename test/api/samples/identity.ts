import { firstAt, type Maker, type Row, request, type Samples } from "./sample.ts";

const invite = (maker: Maker) =>
  request<Row & { token: string }>(maker, "POST", "/api/v1/invitations", {
    email: "guest@people.example",
    role: "viewer",
  });

async function makeMember(maker: Maker): Promise<string> {
  const { token } = await invite(maker);
  const person = await newPerson(maker);
  return (await request({ ...maker, key: person }, "POST", "/api/v1/invitations/accept", { token })).id;
}

let people = 0;
/** The token of somebody who belongs to no workspace. */
export const newPerson = ({ home }: Pick<Maker, "home">): Promise<string> => {
  people += 1;
  return home.issuer.token(`person-${people}`);
};

/** Workspaces, and who may enter them. */
export const identitySamples: Samples = {
  makers: {
    "/api/v1/api-keys": async (maker) =>
      (await request(maker, "POST", "/api/v1/api-keys", { name: "Other", role: "viewer" })).id,
    "/api/v1/invitations": async (maker) => (await invite(maker)).id,
    "/api/v1/members": makeMember,
    // The one of the caller; operations that would spoil it for others bring their own.
    "/api/v1/workspaces": (maker) => firstAt(maker, "/api/v1/workspaces"),
  },
  inputs: {
    createApiKey: async () => ({ json: { name: "Other", role: "viewer" } }),
    rotateApiKey: async () => ({ json: {} }),
    updateMember: async () => ({ json: { role: "creator" } }),
    createInvitation: async () => ({ json: { email: "guest@people.example", role: "viewer" } }),
    acceptInvitation: async (maker) => ({ json: { token: (await invite(maker)).token } }),
    createWorkspace: async () => ({ json: { name: "Another" } }),
    updateWorkspace: async () => ({ json: { notifyEmails: ["team@people.example"] } }),
    deleteWorkspace: async () => ({ query: { confirm: "Doomed" } }),
  },
  preparations: {
    acceptInvitation: async (maker) => ({ key: await newPerson(maker) }),
    createWorkspace: async ({ home }) => ({ key: home.keys.operator }),
    deleteWorkspace: async ({ home }) => {
      const operator = { home, key: home.keys.operator };
      const made = await request<Row & { firstKey: { secret: string } }>(
        operator,
        "POST",
        "/api/v1/workspaces",
        { name: "Doomed" },
      );
      return { id: made.id, key: made.firstKey.secret };
    },
  },
};
