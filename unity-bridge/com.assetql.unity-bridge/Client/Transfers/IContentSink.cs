namespace AssetQL.Client
{
    /// <summary>Takes content that comes in frames, on the network's thread.</summary>
    internal interface IContentSink
    {
        /// <summary>Bytes that are there.</summary>
        long Length { get; }

        /// <summary>Before content that follows on `offset`, of `bytes` in all. Throws <see cref="BridgeException"/>.</summary>
        void Begin(long offset, long bytes);

        /// <summary>Adds to the end. Throws <see cref="BridgeException"/>.</summary>
        void Write(byte[] buffer, int offset, int count);

        /// <summary>Nothing more comes for now: all is there, or the connection was lost.</summary>
        void Pause();
    }
}
