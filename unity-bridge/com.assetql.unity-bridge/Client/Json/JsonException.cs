using System;

namespace AssetQL.Client
{
    /// <summary>A text is no JSON, or its content is not what was asked for. The message says what and where.</summary>
    public sealed class JsonException : Exception
    {
        /// <summary>With a sentence for people.</summary>
        public JsonException(string message) : base(message)
        {
        }
    }
}
