namespace AssetQL.Client
{
    /// <summary>What a row of the CSV becomes.</summary>
    public sealed class PreviewPrompt : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public PreviewPrompt(JsonValue source) : base(source)
        {
            Row = source["row"].AsInt();
            Prompt = source["prompt"].AsString();
        }

        /// <summary>Counted from 1.</summary>
        public int Row { get; private set; }

        /// <summary>With the row's values.</summary>
        public string Prompt { get; private set; }
    }
}
