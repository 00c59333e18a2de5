namespace AssetQL.Client
{
    /// <summary>How far a pull's files have come.</summary>
    public sealed class PullProgress : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public PullProgress(JsonValue source) : base(source)
        {
            PullId = source["pullId"].AsString();
            Files = source["files"].AsInt();
            FilesTotal = source["filesTotal"].AsInt();
            Bytes = source["bytes"].AsLong();
        }

        /// <summary>Of the pull.</summary>
        public string PullId { get; private set; }

        /// <summary>Staged so far, of those that are known by now.</summary>
        public int Files { get; private set; }

        /// <summary>Known by now.</summary>
        public int FilesTotal { get; private set; }

        /// <summary>Staged so far.</summary>
        public long Bytes { get; private set; }
    }
}
