namespace AssetQL.Client
{
    /// <summary>How a connection came to its end.</summary>
    internal sealed class LinkEnd
    {
        public LinkEnd(int closeCode, string why)
        {
            CloseCode = closeCode;
            Why = why;
        }

        /// <summary>What the bridge closed it with; 0 when it did not.</summary>
        public int CloseCode { get; private set; }

        /// <summary>Part of a sentence for people, without a full stop.</summary>
        public string Why { get; private set; }
    }
}
