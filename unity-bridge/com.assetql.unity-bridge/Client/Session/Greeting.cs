namespace AssetQL.Client
{
    /// <summary>The first message of a connection: who asks, and which session goes on.</summary>
    internal static class Greeting
    {
        private const int LongestVersion = 60;
        private const int LongestName = 120;

        /// <summary>`resumeId` null: a new session.</summary>
        public static JsonValue Hello(ClientOptions options, string token, string resumeId, long lastSeq)
        {
            JsonValue resume = resumeId == null
                ? JsonValue.Null
                : Payload.One("resumeId", resumeId).Set("lastSeq", JsonValue.Of(lastSeq));
            return JsonValue.Object()
                .Set("token", JsonValue.Of(token))
                .Set("protocols", Payload.Strings(new[] { BridgeProtocol.Name }))
                .Set("editor", Payload.One("unity", Cut(options.UnityVersion ?? "", LongestVersion))
                    .Set("package", JsonValue.Of(Cut(options.PackageVersion ?? "", LongestVersion))))
                .Set("project", Payload.One("checkout", options.CheckoutId)
                    .Set("name", JsonValue.Of(Cut(options.ProjectName, LongestName))))
                .Set("resume", resume);
        }

        private static string Cut(string text, int length)
        {
            return text.Length <= length ? text : text.Substring(0, length);
        }
    }
}
