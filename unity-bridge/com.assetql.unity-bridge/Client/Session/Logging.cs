namespace AssetQL.Client
{
    /// <summary>The log of whoever uses the client.</summary>
    internal static class Logging
    {
        public static void To(ClientOptions options, string text)
        {
            if (options.Log != null)
            {
                options.Log(text);
            }
        }
    }
}
