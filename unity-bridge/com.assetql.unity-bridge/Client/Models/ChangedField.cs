namespace AssetQL.Client
{
    /// <summary>A member of a texture that differs.</summary>
    public sealed class ChangedField : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public ChangedField(JsonValue source) : base(source)
        {
            Name = source["name"].AsString();
            Outcome = source["outcome"].AsString();
        }

        /// <summary>As in pixelsPerUnit.</summary>
        public string Name { get; private set; }

        /// <summary>same, write, keep or ask.</summary>
        public string Outcome { get; private set; }
    }
}
