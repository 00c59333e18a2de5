using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>
    /// Content on its way into the project, in Library/AssetQL/staging, by what it is: what came before a crash, or for a
    /// pull that was given up, is not sent again. Any thread.
    /// </summary>
    internal sealed class ContentStore
    {
        private readonly string folder;
        private readonly object gate = new object();
        private readonly Dictionary<string, SharedContent> open = new Dictionary<string, SharedContent>();
        private readonly ChecksumCache sums = new ChecksumCache();

        public ContentStore(string folder)
        {
            this.folder = folder;
        }

        public string Folder
        {
            get { return folder; }
        }

        public string PathOf(long bytes, string crc32)
        {
            return Path.Combine(folder, bytes.ToString(CultureInfo.InvariantCulture) + "-" + crc32);
        }

        /// <summary>How much of it is there.</summary>
        public long LengthOf(long bytes, string crc32)
        {
            var info = new FileInfo(PathOf(bytes, crc32));
            return info.Exists && info.Length <= bytes ? info.Length : 0;
        }

        /// <summary>
        /// Opens it for more. Two transfers of the same content share one file. Throws a BridgeException.
        /// </summary>
        public ContentFile Open(long bytes, string crc32)
        {
            if (bytes < 0 || crc32 == null || crc32.Length != 8 || !Names.IsSafe(crc32))
            {
                throw DiskProblem.ParamsInvalid("Content has a length and a checksum of eight hex digits.");
            }
            string path = PathOf(bytes, crc32);
            lock (gate)
            {
                SharedContent shared;
                if (!open.TryGetValue(path, out shared))
                {
                    shared = OpenShared(path, bytes);
                    open[path] = shared;
                }
                shared.Users++;
                return new ContentFile(shared, () => Close(path, shared));
            }
        }

        /// <summary>
        /// Reads only what nobody has added up when it came. Deletes it and throws a BridgeException if it is not what it is to
        /// be.
        /// </summary>
        public void Check(long bytes, string crc32)
        {
            string path = PathOf(bytes, crc32);
            if (!File.Exists(path) || new FileInfo(path).Length < bytes)
            {
                throw DiskProblem.StagingMissing("Not all of the image has come. It has to be sent again from where it broke off.");
            }
            FileSum sum = sums.Of(path);
            sums.Forget(path);
            if (sum == null || !sum.Is(bytes, crc32))
            {
                File.Delete(path);
                throw new BridgeException(ProblemCodes.ChecksumMismatch,
                    "An image came damaged, so it was thrown away. It has to be sent again.");
            }
        }

        /// <summary>Deletes what nobody has touched since then, and nobody is writing.</summary>
        public void DeleteOlderThan(DateTime oldest)
        {
            if (!Directory.Exists(folder))
            {
                return;
            }
            foreach (string path in Directory.GetFiles(folder))
            {
                lock (gate)
                {
                    if (!open.ContainsKey(path) && File.GetLastWriteTimeUtc(path) < oldest)
                    {
                        File.Delete(path);
                    }
                }
            }
        }

        private SharedContent OpenShared(string path, long bytes)
        {
            FileSum before = sums.Known(path);
            FileStream stream = OpenStream(path, bytes);
            long length = stream.Length;
            FileSum sum = length == 0 ? FileSum.OfNothing : before;
            return new SharedContent(stream, bytes, sum != null && sum.Bytes == length ? sum : null);
        }

        private FileStream OpenStream(string path, long bytes)
        {
            try
            {
                Directory.CreateDirectory(folder);
                // No buffer: what was said to be written is in the file, even when the process is killed.
                var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1);
                if (stream.Length > bytes)
                {
                    stream.SetLength(0);
                }
                stream.Seek(0, SeekOrigin.End);
                return stream;
            }
            catch (Exception error)
            {
                BridgeException told = DiskProblem.From(error, "Library/AssetQL");
                if (told == null)
                {
                    throw;
                }
                throw told;
            }
        }

        private void Close(string path, SharedContent shared)
        {
            lock (gate)
            {
                shared.Users--;
                if (shared.Users == 0)
                {
                    open.Remove(path);
                    FileSum sum = shared.Sum;
                    shared.Stream.Dispose();
                    if (sum != null)
                    {
                        sums.Remember(path, sum);
                    }
                }
            }
        }
    }
}
