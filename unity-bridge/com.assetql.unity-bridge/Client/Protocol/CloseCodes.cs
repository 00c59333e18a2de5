namespace AssetQL.Client
{
    /// <summary>What a bridge closes a socket with, where that makes a difference here.</summary>
    internal static class CloseCodes
    {
        public const int Unauthenticated = 4401;
        public const int Protocol = 4409;
        public const int Replaced = 4410;

        /// <summary>The bridge stops: connect again in a moment.</summary>
        public const int Stopping = 4412;
    }
}
