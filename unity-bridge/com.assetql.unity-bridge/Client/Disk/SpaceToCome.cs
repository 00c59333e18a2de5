using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>An image that was offered.</summary>
    internal sealed class ContentToCome
    {
        /// <param name="replaced">Bytes of the file that will be kept for undo; 0 for a new one.</param>
        public ContentToCome(string externalId, long bytes, string crc32, long replaced)
        {
            ExternalId = externalId;
            Bytes = bytes;
            Crc = crc32;
            Replaced = replaced;
        }

        public string ExternalId { get; private set; }

        public long Bytes { get; private set; }

        public string Crc { get; private set; }

        public long Replaced { get; private set; }

        /// <summary>It has come.</summary>
        public bool IsHere { get; set; }
    }

    /// <summary>What the pull under way still needs of the disk, so that it is told before it is full. Any thread.</summary>
    internal sealed class SpaceToCome
    {
        private readonly string folder;
        private readonly ContentStore content;
        private readonly Dictionary<string, ContentToCome> offered = new Dictionary<string, ContentToCome>();
        private string pullId;

        public SpaceToCome(string folder, ContentStore content)
        {
            this.folder = folder;
            this.content = content;
        }

        /// <summary>Adds one. Throws a BridgeException `disk-full` if all that was offered, and has not come, has no room.</summary>
        public void Require(string pull, ContentToCome more)
        {
            lock (offered)
            {
                if (pull != pullId)
                {
                    // What another pull has offered and not sent is given up, or offered again.
                    offered.Clear();
                    pullId = pull;
                }
                offered[more.ExternalId] = more;
                try
                {
                    FreeSpace.Require(folder, Sum());
                }
                catch (BridgeException)
                {
                    offered.Remove(more.ExternalId);
                    throw;
                }
            }
        }

        private long Sum()
        {
            long sum = 0;
            foreach (ContentToCome one in offered.Values)
            {
                sum += one.Replaced;
                if (!one.IsHere)
                {
                    long left = one.Bytes - content.LengthOf(one.Bytes, one.Crc);
                    one.IsHere = left == 0;
                    sum += left;
                }
            }
            return sum;
        }
    }
}
