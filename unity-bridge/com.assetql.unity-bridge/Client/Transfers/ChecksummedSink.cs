namespace AssetQL.Client
{
    /// <summary>Adds up the checksum of what is written, also over several connections.</summary>
    internal sealed class ChecksummedSink : IContentSink
    {
        private readonly IContentSink inner;
        private uint crc;

        public ChecksummedSink(IContentSink inner)
        {
            this.inner = inner;
        }

        public long Length
        {
            get { return inner.Length; }
        }

        /// <summary>Of all that was written, as messages have it.</summary>
        public string Crc32
        {
            get { return AssetQL.Client.Crc32.Hex(crc); }
        }

        public void Begin(long offset, long bytes)
        {
            inner.Begin(offset, bytes);
        }

        public void Write(byte[] buffer, int offset, int count)
        {
            inner.Write(buffer, offset, count);
            crc = AssetQL.Client.Crc32.Update(crc, buffer, offset, count);
        }

        public void Pause()
        {
            inner.Pause();
        }
    }
}
