namespace AssetQL.Client
{
    /// <summary>What came of a try to connect, or of the connection that it led to.</summary>
    internal sealed class Attempt
    {
        private Attempt(string message)
        {
            Message = message;
        }

        /// <summary>For people.</summary>
        public string Message { get; private set; }

        /// <summary>There was a connection.</summary>
        public bool WasConnected { get; private set; }

        /// <summary>The connection was of use: the next try comes at once again.</summary>
        public bool WasUseful { get; private set; }

        /// <summary>Trying again by itself would not help.</summary>
        public bool IsRefusal { get; private set; }

        /// <summary>Only a person can say that this editor is to go on.</summary>
        public bool IsReplaced { get; private set; }

        public static Attempt NotThere(string message)
        {
            return new Attempt(message);
        }

        public static Attempt Refused(string message)
        {
            return new Attempt(message) { IsRefusal = true };
        }

        public static Attempt Replaced()
        {
            return new Attempt(Texts.Replaced) { WasConnected = true, IsRefusal = true, IsReplaced = true };
        }

        public static Attempt Lost(string message, bool wasUseful)
        {
            return new Attempt(message) { WasConnected = true, WasUseful = wasUseful };
        }
    }
}
