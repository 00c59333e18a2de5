using System;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>
    /// By what we see that a file or folder is as it was. Some disks tell times to two seconds only: what was read sooner
    /// after its change may change again without a trace, so it counts as read only for that one time.
    /// </summary>
    internal struct FileStamp
    {
        private static readonly TimeSpan Coarsest = TimeSpan.FromSeconds(2.5);

        private readonly long ticks;
        private readonly long length;
        private readonly bool isSettled;

        private FileStamp(long ticks, long length, bool isSettled)
        {
            this.ticks = ticks;
            this.length = length;
            this.isSettled = isSettled;
        }

        public long Length
        {
            get { return length; }
        }

        /// <summary>Null when there is no such file. To be taken before the content is read.</summary>
        public static FileStamp? OfFile(string path)
        {
            var info = new FileInfo(path);
            return info.Exists ? Make(info.LastWriteTimeUtc, info.Length) : (FileStamp?)null;
        }

        /// <summary>Changes when something in the folder gets, loses or changes its name. Null when there is none.</summary>
        public static FileStamp? OfFolder(string path)
        {
            var info = new DirectoryInfo(path);
            return info.Exists ? Make(info.LastWriteTimeUtc, 0) : (FileStamp?)null;
        }

        /// <summary>For what we have just written ourselves, and so know.</summary>
        public FileStamp AsSettled()
        {
            return new FileStamp(ticks, length, true);
        }

        /// <summary>Whether what was read under this stamp still holds under that one.</summary>
        public bool Holds(FileStamp now)
        {
            return isSettled && ticks == now.ticks && length == now.length;
        }

        private static FileStamp Make(DateTime written, long length)
        {
            return new FileStamp(written.Ticks, length, DateTime.UtcNow - written > Coarsest);
        }
    }
}
