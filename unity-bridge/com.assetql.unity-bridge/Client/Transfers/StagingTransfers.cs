using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>
    /// Images that come into the project's staging. Frames have no answer of their own: that one could not be written is
    /// told when it is to be staged.
    /// </summary>
    internal sealed class StagingTransfers
    {
        private readonly object gate = new object();
        private readonly Dictionary<string, BridgeException> failed = new Dictionary<string, BridgeException>();
        private readonly ProjectDisk disk;

        public StagingTransfers(ProjectDisk disk)
        {
            this.disk = disk;
        }

        /// <summary>Any thread, before the offer is answered. Throws <see cref="JsonException"/>.</summary>
        public void Expect(Link link, JsonValue offer, JsonValue result)
        {
            var info = new TransferInfo(offer);
            string key = KeyOf(info);
            lock (gate)
            {
                failed.Remove(key);
            }
            long offset = result["offset"].AsLong();
            if (offset == info.Bytes)
            {
                return;
            }
            var sink = new StagingSink(() => disk.OpenContent(info.Bytes, info.Crc32));
            link.Incoming.Expect(new IncomingTransfer(info, offset, sink, problem => Ended(key, problem), () => { }));
        }

        /// <summary>When it is to be staged: why it could not be written, once.</summary>
        public void ThrowIfFailed(JsonValue stage)
        {
            JsonValue content = stage["content"];
            if (content.IsNull)
            {
                return;
            }
            string key = content["bytes"] + ":" + content["crc32"].AsString();
            BridgeException problem;
            lock (gate)
            {
                if (!failed.TryGetValue(key, out problem))
                {
                    return;
                }
                failed.Remove(key);
            }
            throw problem;
        }

        private static string KeyOf(TransferInfo info)
        {
            return JsonValue.Of(info.Bytes) + ":" + info.Crc32;
        }

        private void Ended(string key, BridgeException problem)
        {
            if (problem == null)
            {
                return;
            }
            lock (gate)
            {
                failed[key] = problem;
            }
        }
    }
}
