namespace AssetQL.Client
{
    /// <summary>Why something could not be done.</summary>
    public sealed class ProblemText : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public ProblemText(JsonValue source) : base(source)
        {
            Code = source["code"].AsString();
            Detail = source["detail"].AsString();
        }

        /// <summary>Stable.</summary>
        public string Code { get; private set; }

        /// <summary>For people.</summary>
        public string Detail { get; private set; }
    }
}
