namespace AssetQL.Client
{
    /// <summary>What people are told of the connection, and what they can do. Never with a token.</summary>
    internal static class Texts
    {
        public const string Off = "Not connected.";
        public const string Searching = "Looking for a bridge…";
        public const string NoBridge = "No AssetQL bridge runs on this machine. Start it with “assetql bridge”, or "
            + "together with the hub: “assetql start --bridge”.";
        public const string Suspended = "The editor reloads its code. What goes on in the bridge goes on.";
        public const string Disposed = "The connection to the bridge was closed.";
        public const string StayedAway = "The bridge did not come back in time. Start it with “assetql bridge”, and try again.";
        public const string Replaced = "Another Unity editor has opened this project and is connected instead. Close "
            + "it, and connect again here.";

        public static string NothingAt(BridgeAddress address)
        {
            return "No AssetQL bridge answers at " + address.Words + ". Start it there with “assetql bridge”, or "
                + "correct the address in Preferences > AssetQL.";
        }

        public static string NoneAnswers(BridgeAddress address)
        {
            return "The bridge at " + address.Words + " does not answer. " + NoBridge;
        }

        public static string Connecting(BridgeAddress address)
        {
            return "Connecting to the bridge at " + address.Words + "…";
        }

        /// <param name="detail">What keeps the project from working with the hub all the same; may be null.</param>
        public static string Connected(string hubUrl, string detail)
        {
            string but = string.IsNullOrEmpty(detail) ? "" : " " + detail;
            return "Connected to " + hubUrl + "." + but;
        }

        public static string HubAway(string hubUrl, string detail)
        {
            string why = string.IsNullOrEmpty(detail) ? "" : " " + detail;
            return "Connected to the bridge, but it cannot reach its hub at " + hubUrl + "." + why;
        }

        public static string WrongToken(BridgeAddress address)
        {
            return "The bridge at " + address.Words + " refused the token. Copy the one in the bridge's folder "
                + "(~/.assetql/bridge/token) into Preferences > AssetQL.";
        }

        public static string OldToken(BridgeAddress address)
        {
            return "The bridge at " + address.Words + " refused the token that was left for it. Start the bridge anew "
                + "with “assetql bridge”.";
        }

        public static string OtherProtocol(BridgeAddress address)
        {
            return "The bridge at " + address.Words + " does not speak " + BridgeProtocol.Name + ", the protocol of "
                + "this package. Update the package, or the bridge, so that both are of one release.";
        }

        public static string Stopping(BridgeAddress address)
        {
            return "The bridge at " + address.Words + " was stopped. Start it again with “assetql bridge”.";
        }

        public static string Lost(BridgeAddress address, string why)
        {
            return "The connection to the bridge at " + address.Words + " was lost: " + why + ".";
        }

        public static string Unreadable(string what, string why)
        {
            return "The bridge sent " + what + " that this package does not understand: " + why;
        }
    }
}
