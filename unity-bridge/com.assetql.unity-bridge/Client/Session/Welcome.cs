namespace AssetQL.Client
{
    /// <summary>What a bridge answers to a greeting.</summary>
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
            // Bridges of before tell none.
            HubDetail = payload["hub"]["detail"].StringOrNull();
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

        /// <summary>As of hub.changed; null for nothing.</summary>
        public string HubDetail { get; private set; }

        public long WindowBytes { get; private set; }
    }
}
