using System;
using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>What one bridge left: its address, or why its file is of no use.</summary>
    internal sealed class DiscoveryFile
    {
        private DiscoveryFile(string name)
        {
            Name = name;
        }

        /// <summary>Of the file.</summary>
        public string Name { get; private set; }

        /// <summary>Null when it is of no use.</summary>
        public BridgeAddress Address { get; private set; }

        /// <summary>Milliseconds since 1970; 0 when it is of no use.</summary>
        public long StartedAt { get; private set; }

        /// <summary>A sentence for people; null when it is of use.</summary>
        public string Problem { get; private set; }

        public static DiscoveryFile Unusable(string name, string why)
        {
            return new DiscoveryFile(name)
            {
                Problem = "The file “" + name + "”, by which a bridge is found, could not be used: " + why + "."
            };
        }

        /// <summary>As core-backend/contract/src/bridge/protocol.ts has it.</summary>
        public static DiscoveryFile Parse(string name, string text)
        {
            try
            {
                return Read(name, JsonValue.Parse(text));
            }
            catch (JsonException wrong)
            {
                return Unusable(name, wrong.Message.TrimEnd('.'));
            }
        }

        private static DiscoveryFile Read(string name, JsonValue content)
        {
            if (content["v"].AsLong() != 1)
            {
                return Unusable(name, "a newer bridge wrote it; update this package");
            }
            long port = content["port"].AsLong();
            string token = content["token"].AsString();
            IReadOnlyList<string> protocols = Resource.Strings(content["protocols"]);
            if (port < 1 || port > 65535 || token.Length == 0)
            {
                return Unusable(name, "it has no port or no token");
            }
            var file = new DiscoveryFile(name) { StartedAt = content["startedAt"].AsLong() };
            var url = new UriBuilder("ws", "127.0.0.1", (int)port, BridgeProtocol.Path).Uri;
            file.Address = new BridgeAddress(url, token);
            if (!Contains(protocols, BridgeProtocol.Name))
            {
                file.Problem = Texts.OtherProtocol(file.Address);
                file.Address = null;
            }
            return file;
        }

        private static bool Contains(IReadOnlyList<string> list, string wanted)
        {
            foreach (string item in list)
            {
                if (item == wanted)
                {
                    return true;
                }
            }
            return false;
        }
    }
}
