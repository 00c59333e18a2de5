namespace AssetQL.Client
{
    /// <summary>The first message of a connection: who asks, and which session goes on.</summary>
    internal static class Greeting
    {
        /// <summary>`resumeId` null: a new session.</summary>
        public static JsonValue Hello(ClientOptions options, string token, string resumeId, long lastSeq)
        {
            JsonValue resume = resumeId == null
                ? JsonValue.Null
                : Payload.One("resumeId", resumeId).Set("lastSeq", JsonValue.Of(lastSeq));
            return JsonValue.Object()
                .Set("token", JsonValue.Of(token))
                .Set("protocols", Payload.Strings(new[] { BridgeProtocol.Name }))
                .Set("editor", Payload.One("unity", options.UnityVersion ?? "")
                    .Set("package", JsonValue.Of(options.PackageVersion ?? "")))
                .Set("project", Payload.One("checkout", options.CheckoutId)
                    .Set("name", JsonValue.Of(options.ProjectName)))
                .Set("resume", resume);
        }
    }

    /// <summary>What a bridge answers to it.</summary>
    internal sealed class Welcome
    {
        /// <summary>Throws <see cref="JsonException"/>.</summary>
        public Welcome(JsonValue payload)
        {
            if (payload["protocol"].AsString() != BridgeProtocol.Name)
            {
                throw new JsonException("“protocol” must be " + BridgeProtocol.Name + ".");
            }
            ResumeId = payload["resumeId"].AsString();
            Resumed = payload["resumed"].AsBool();
            LastSeq = payload["lastSeq"].AsLong();
            BridgeVersion = payload["bridge"]["version"].AsString();
            HubUrl = payload["hub"]["url"].AsString();
            HubReachable = payload["hub"]["reachable"].AsBool();
            WindowBytes = payload["windowBytes"].AsLong();
            if (WindowBytes < 1 || WindowBytes > BridgeProtocol.WindowBytes)
            {
                throw new JsonException("“windowBytes” must be from 1 to " + BridgeProtocol.WindowBytes + ".");
            }
        }

        public string ResumeId { get; private set; }

        /// <summary>False: a new session.</summary>
        public bool Resumed { get; private set; }

        public long LastSeq { get; private set; }

        public string BridgeVersion { get; private set; }

        public string HubUrl { get; private set; }

        public bool HubReachable { get; private set; }

        public long WindowBytes { get; private set; }
    }
}
