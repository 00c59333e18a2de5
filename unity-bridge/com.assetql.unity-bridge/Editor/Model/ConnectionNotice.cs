using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>How the window's first line tells of the connection.</summary>
    internal static class ConnectionNotice
    {
        public static Notice Of(Connection connection)
        {
            switch (connection.State)
            {
                case ConnectionState.Connected:
                    return connection.HubReachable ? Connected(connection) : HubAway(connection);
                case ConnectionState.Connecting:
                    return new Notice(NoticeKind.Busy, "Connecting", connection.Message);
                case ConnectionState.Searching:
                    return new Notice(NoticeKind.Busy, "Looking for the bridge", connection.Message).With("Connect");
                case ConnectionState.Waiting:
                    return new Notice(NoticeKind.Warning, "No connection", WithRetry(connection)).With("Connect now");
                case ConnectionState.Refused:
                    return new Notice(NoticeKind.Error, "Not connected", connection.Message).With("Connect");
                default:
                    return new Notice(NoticeKind.Info, "Off", connection.Message).With("Connect");
            }
        }

        /// <summary>Where the guards keep this editor from connecting, there is nothing to press.</summary>
        public static Notice Guarded(string reason)
        {
            return new Notice(NoticeKind.Info, "Off", reason);
        }

        /// <summary>Whether commands can be sent.</summary>
        public static bool CanAsk(Connection connection)
        {
            return connection.State == ConnectionState.Connected;
        }

        private static Notice Connected(Connection connection)
        {
            if (!string.IsNullOrEmpty(connection.HubProblem))
            {
                return new Notice(NoticeKind.Warning, "Connected, but this project cannot be pulled into", connection.HubProblem);
            }
            return new Notice(NoticeKind.Good, "Connected", connection.HubUrl ?? "");
        }

        private static Notice HubAway(Connection connection)
        {
            string text = string.IsNullOrEmpty(connection.Message)
                ? "The bridge cannot reach its hub at " + connection.HubUrl + ". Start the hub; the bridge goes on by itself."
                : connection.Message;
            return new Notice(NoticeKind.Warning, "The hub is away", text);
        }

        private static string WithRetry(Connection connection)
        {
            if (connection.RetryInSeconds <= 0) return connection.Message;
            string pause = Texts.Count(connection.RetryInSeconds, "second", "seconds");
            return (connection.Message + " Next try in " + pause + ".").Trim();
        }
    }
}
