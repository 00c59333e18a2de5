namespace AssetQL.Client
{
    /// <summary>Changes of a pull, by what is to be done and by what was done.</summary>
    public sealed class PullCounts : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public PullCounts(JsonValue source) : base(source)
        {
            Create = source["create"].AsInt();
            Update = source["update"].AsInt();
            Skip = source["skip"].AsInt();
            Conflict = source["conflict"].AsInt();
            Delete = source["delete"].AsInt();
            Applied = source["applied"].AsInt();
            Failed = source["failed"].AsInt();
            Reverted = source["reverted"].AsInt();
            RevertFailed = source["revertFailed"].AsInt();
        }

        /// <summary>New textures.</summary>
        public int Create { get; private set; }

        /// <summary>Changes of textures that are there.</summary>
        public int Update { get; private set; }

        /// <summary>Nothing to do, or not possible.</summary>
        public int Skip { get; private set; }

        /// <summary>Somebody else changed them: they wait for a decision.</summary>
        public int Conflict { get; private set; }

        /// <summary>Textures that go away.</summary>
        public int Delete { get; private set; }

        /// <summary>Done.</summary>
        public int Applied { get; private set; }

        /// <summary>Could not be done.</summary>
        public int Failed { get; private set; }

        /// <summary>Taken back.</summary>
        public int Reverted { get; private set; }

        /// <summary>Could not be taken back.</summary>
        public int RevertFailed { get; private set; }
    }
}
