namespace AssetQL.Client
{
    /// <summary>What a message says of content that comes as frames.</summary>
    internal sealed class TransferInfo
    {
        /// <summary>From any payload with these members. Throws <see cref="JsonException"/>.</summary>
        public TransferInfo(JsonValue payload)
        {
            Transfer = NumberOf(payload);
            Bytes = payload["bytes"].AsLong();
            Crc32 = payload["crc32"].AsString();
            if (Bytes < 0)
            {
                throw new JsonException("“bytes” must not be negative.");
            }
        }

        public uint Transfer { get; private set; }

        /// <summary>Of the whole content.</summary>
        public long Bytes { get; private set; }

        /// <summary>Of the whole content, eight hex digits.</summary>
        public string Crc32 { get; private set; }

        public static uint NumberOf(JsonValue payload)
        {
            long number = payload["transfer"].AsLong();
            if (number < 0 || number > uint.MaxValue)
            {
                throw new JsonException("“transfer” must be a number of 32 bits.");
            }
            return (uint)number;
        }
    }
}
