namespace AssetQL.Client
{
    /// <summary>US dollars.</summary>
    public sealed class PreviewCost : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public PreviewCost(JsonValue source) : base(source)
        {
            Total = source["total"].AsDouble();
            AtMost = source["atMost"].AsDouble();
        }

        /// <summary>If every image passes at its first try.</summary>
        public double Total { get; private set; }

        /// <summary>If each takes three.</summary>
        public double AtMost { get; private set; }
    }
}
