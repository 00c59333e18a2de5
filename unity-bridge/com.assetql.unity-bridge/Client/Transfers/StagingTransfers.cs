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
        /// <summary>On their way, by asset.</summary>
        private readonly Dictionary<string, IncomingTransfer> coming = new Dictionary<string, IncomingTransfer>();
        private readonly ProjectDisk disk;

        public StagingTransfers(ProjectDisk disk)
        {
            this.disk = disk;
        }

        /// <summary>
        /// Any thread, before the offer is answered. A bridge that offers an asset's image again sends no more of the one
        /// before, as after a pause: that one must not keep its file open. Throws <see cref="JsonException"/>.
        /// </summary>
        public void Expect(Link link, JsonValue offer, JsonValue result)
        {
            var info = new TransferInfo(offer);
            string key = KeyOf(info);
            string asset = offer["externalId"].AsString();
            GiveUp(asset);
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
            IncomingTransfer transfer = null;
            transfer = new IncomingTransfer(
                info, offset, sink, problem => Ended(asset, transfer, key, problem), () => Forget(asset, transfer));
            lock (gate)
            {
                coming[asset] = transfer;
            }
            if (!link.Incoming.Expect(transfer))
            {
                Forget(asset, transfer);
            }
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

        private void GiveUp(string asset)
        {
            IncomingTransfer earlier;
            lock (gate)
            {
                coming.TryGetValue(asset, out earlier);
                coming.Remove(asset);
            }
            // Not within the lock: it may be about to tell of its end.
            if (earlier != null)
            {
                earlier.GiveUp();
            }
        }

        private void Forget(string asset, IncomingTransfer transfer)
        {
            lock (gate)
            {
                IncomingTransfer latest;
                if (coming.TryGetValue(asset, out latest) && latest == transfer)
                {
                    coming.Remove(asset);
                }
            }
        }

        private void Ended(string asset, IncomingTransfer transfer, string key, BridgeException problem)
        {
            Forget(asset, transfer);
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
