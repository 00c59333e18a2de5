using System;

namespace AssetQL.Client
{
    /// <summary>
    /// An image on its way into the project's staging. Two assets may have the same image: whoever is behind with it
    /// writes nothing of what is there.
    /// </summary>
    internal sealed class StagingSink : IContentSink
    {
        private readonly Func<ContentFile> open;
        private ContentFile file;
        private long position;

        /// <summary>`open` is called with the first frame, so that an offer alone keeps no file open.</summary>
        public StagingSink(Func<ContentFile> open)
        {
            this.open = open;
        }

        public long Length
        {
            get { return position; }
        }

        public void Begin(long offset, long bytes)
        {
            file = open();
            position = offset;
        }

        public void Write(byte[] buffer, int offset, int count)
        {
            long already = file.Length - position;
            if (already < 0)
            {
                throw new BridgeException(
                    ProblemCodes.WriteFailed, "A file in Library/AssetQL/staging was deleted while it was written.");
            }
            if (already < count)
            {
                file.Write(buffer, offset + (int)already, count - (int)already);
            }
            position += count;
        }

        public void Pause()
        {
            if (file != null)
            {
                file.Close();
                file = null;
            }
        }
    }
}
