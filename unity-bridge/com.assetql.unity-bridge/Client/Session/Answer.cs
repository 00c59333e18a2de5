namespace AssetQL.Client
{
    /// <summary>What became of a request.</summary>
    internal sealed class Answer
    {
        public Answer(JsonValue payload, Link link)
        {
            Payload = payload;
            Link = link;
        }

        /// <summary>The result; null when the connection went, and it is not asked again by itself.</summary>
        public JsonValue Payload { get; private set; }

        /// <summary>The connection it came over.</summary>
        public Link Link { get; private set; }
    }
}
