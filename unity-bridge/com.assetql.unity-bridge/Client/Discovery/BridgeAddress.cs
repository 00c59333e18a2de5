using System;

namespace AssetQL.Client
{
    /// <summary>Where a bridge listens, and what it wants to hear.</summary>
    internal sealed class BridgeAddress
    {
        public BridgeAddress(Uri url, string token)
        {
            Url = url;
            Token = token;
        }

        public Uri Url { get; private set; }

        /// <summary>Secret: only for `hello`.</summary>
        public string Token { get; private set; }

        /// <summary>For people: without the token, without the path.</summary>
        public string Words
        {
            get { return Url.Scheme == "ws" ? Url.Authority : Url.Scheme + "://" + Url.Authority; }
        }

        /// <summary>As people write it: `ws://127.0.0.1:17890`, or without `ws://`. Throws <see cref="BridgeException"/>.</summary>
        public static BridgeAddress Of(string text, string token)
        {
            string trimmed = text.Trim();
            string whole = trimmed.Contains("://") ? trimmed : "ws://" + trimmed;
            Uri url;
            if (!Uri.TryCreate(whole, UriKind.Absolute, out url) || (url.Scheme != "ws" && url.Scheme != "wss"))
            {
                throw new BridgeException(
                    ProblemCodes.InputInvalid,
                    "“" + trimmed + "” is no address of a bridge. It looks like ws://127.0.0.1:17890.");
            }
            if (string.IsNullOrEmpty(token))
            {
                throw new BridgeException(
                    ProblemCodes.InputInvalid,
                    "The bridge at " + url.Authority + " needs a token: copy the one in the bridge's folder "
                        + "(~/.assetql/bridge/token) into Preferences > AssetQL.");
            }
            return new BridgeAddress(new UriBuilder(url) { Path = BridgeProtocol.Path, Query = "" }.Uri, token.Trim());
        }
    }
}
