using System.IO;

namespace AssetQL.Client
{
    /// <summary>Small content, kept in memory; after a lost connection it begins anew.</summary>
    internal sealed class MemorySink : IContentSink
    {
        private MemoryStream content = new MemoryStream();

        public long Length
        {
            get { return content.Length; }
        }

        public void Begin(long offset, long bytes)
        {
            content.SetLength(offset);
            content.Position = offset;
        }

        public void Write(byte[] buffer, int offset, int count)
        {
            content.Write(buffer, offset, count);
        }

        public void Pause()
        {
        }

        public byte[] ToArray()
        {
            return content.ToArray();
        }
    }
}
