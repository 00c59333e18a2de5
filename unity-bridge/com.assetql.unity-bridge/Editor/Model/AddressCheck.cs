using System;

namespace AssetQL.Editor
{
    /// <summary>Whether an address that was typed can be a bridge's.</summary>
    internal static class AddressCheck
    {
        /// <summary>Null when it can be; otherwise what to do. Empty is fine: the bridge is discovered then.</summary>
        public static string ProblemOf(string address, string token)
        {
            if (Numbers.IsBlank(address))
            {
                return Numbers.IsBlank(token) ? null : "A token is only used together with an address.";
            }
            Uri uri;
            bool isAddress = Uri.TryCreate(address.Trim(), UriKind.Absolute, out uri);
            if (!isAddress || (uri.Scheme != "ws" && uri.Scheme != "wss"))
            {
                return "The address starts with ws:// or wss://, as in ws://127.0.0.1:17890.";
            }
            if (Numbers.IsBlank(token)) return "Paste the bridge's token as well; \u201cassetql bridge " +
                "--show-token\u201d prints it.";
            return null;
        }

        /// <summary>What is worth knowing of an address that can be used; null when nothing is.</summary>
        public static string AdviceFor(string address)
        {
            Uri uri;
            if (Numbers.IsBlank(address) || !Uri.TryCreate(address.Trim(), UriKind.Absolute, out uri)) return null;
            if (uri.Host == "localhost")
            {
                return "Write 127.0.0.1 in the place of localhost: with WSL, and where IPv6 comes first, " +
                    "localhost is often somewhere else.";
            }
            if (uri.Scheme == "ws" && !uri.IsLoopback)
            {
                return "This is another machine: ws:// is not encrypted, and a bridge answers to 127.0.0.1 " +
                    "only. Use a tunnel, as in \u201cssh -L 17890:127.0.0.1:17890 host\u201d, and " +
                    "ws://127.0.0.1:17890 here.";
            }
            return null;
        }
    }
}
