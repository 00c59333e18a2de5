namespace AssetQL.Client
{
    /// <summary>The numbers and names of protocol `assetql.bridge.v1`, as in core-backend/contract/src/bridge/protocol.ts.</summary>
    public static class BridgeProtocol
    {
        /// <summary>The WebSocket subprotocol.</summary>
        public const string Name = "assetql.bridge.v1";

        /// <summary>`v` of every message.</summary>
        public const int Version = 1;

        /// <summary>Where the WebSocket is opened.</summary>
        public const string Path = "/v1";

        /// <summary>Of one text message, bytes.</summary>
        public const int MessageBytes = 1048576;

        /// <summary>Of the content of one binary frame, bytes; its header comes before.</summary>
        public const int ChunkBytes = 262144;

        /// <summary>Bytes of content that may be under way at most.</summary>
        public const int WindowBytes = 4194304;

        /// <summary>Of one uploaded file, bytes.</summary>
        public const int UploadBytes = 50000000;

        /// <summary>A client says something at least so often.</summary>
        public const int PingSeconds = 10;

        /// <summary>Whoever has heard nothing for so long takes the other side for dead.</summary>
        public const int SilenceSeconds = 25;

        /// <summary>A session without a connection is forgotten after it.</summary>
        public const int SessionSeconds = 120;

        /// <summary>Pauses before the tries to connect again; the last one repeats.</summary>
        internal static readonly int[] ReconnectSeconds = { 0, 1, 3, 5, 10, 30 };
    }
}
