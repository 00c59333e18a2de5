namespace AssetQL.Client
{
    /// <summary>How the client and a bridge stand.</summary>
    public enum ConnectionState
    {
        /// <summary>Not started, suspended or disposed.</summary>
        Off,

        /// <summary>Looks for a bridge.</summary>
        Searching,

        /// <summary>Found one, and says hello.</summary>
        Connecting,

        /// <summary>Commands are answered.</summary>
        Connected,

        /// <summary>Tries again after a pause, or as soon as a bridge appears.</summary>
        Waiting,

        /// <summary>Nothing happens until the user does something: a wrong token, another protocol, another editor.</summary>
        Refused
    }

    /// <summary>How the client and a bridge stand. Never changed: a change is another object.</summary>
    public sealed class Connection
    {
        internal Connection(ConnectionState state, string message)
        {
            State = state;
            Message = message;
        }

        /// <param name="detail">Why the hub cannot be reached, or what keeps this project from it although it can; may be null.</param>
        internal static Connection Connected(string hubUrl, bool isReachable, string detail)
        {
            string message = isReachable ? Texts.Connected(hubUrl, detail) : Texts.HubAway(hubUrl, detail);
            return new Connection(ConnectionState.Connected, message)
            {
                HubUrl = hubUrl,
                HubReachable = isReachable,
                HubProblem = isReachable && !string.IsNullOrEmpty(detail) ? detail : null
            };
        }

        /// <summary>See there.</summary>
        public ConnectionState State { get; private set; }

        /// <summary>A sentence for people, with what to do where there is something to do. Never null.</summary>
        public string Message { get; private set; }

        /// <summary>Of the hub that the bridge works for; null while there is no connection.</summary>
        public string HubUrl { get; internal set; }

        /// <summary>False while the bridge cannot reach its hub.</summary>
        public bool HubReachable { get; internal set; }

        /// <summary>
        /// What keeps this project from being pulled into although the hub is there, as a key that may not; it stands in
        /// the message too. Null: nothing.
        /// </summary>
        public string HubProblem { get; internal set; }

        /// <summary>Null while there is no connection.</summary>
        public string BridgeVersion { get; internal set; }

        /// <summary>Seconds from when this was told to the next try; 0 where there is none.</summary>
        public int RetryInSeconds { get; internal set; }
    }
}
