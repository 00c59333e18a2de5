namespace AssetQL.Client
{
    /// <summary>Something about the CSV or the template.</summary>
    public sealed class InputProblem : Resource
    {
        /// <summary>From JSON as the bridge sends it. Throws <see cref="JsonException"/> for anything else.</summary>
        public InputProblem(JsonValue source) : base(source)
        {
            Severity = source["severity"].AsString();
            Message = source["message"].AsString();
        }

        /// <summary>error or warning.</summary>
        public string Severity { get; private set; }

        /// <summary>For people.</summary>
        public string Message { get; private set; }
    }
}
