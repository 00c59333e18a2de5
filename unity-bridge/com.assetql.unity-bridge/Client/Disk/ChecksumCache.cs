using System.Collections.Generic;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>CRC-32 of files, computed anew only when a file has changed. Any thread.</summary>
    internal sealed class ChecksumCache
    {
        private const int BufferBytes = 262144;
        private readonly Dictionary<string, KeyValuePair<FileStamp, FileSum>> known =
            new Dictionary<string, KeyValuePair<FileStamp, FileSum>>();

        /// <summary>Null when there is no such file.</summary>
        public FileSum Of(string path)
        {
            FileStamp? stamp = FileStamp.OfFile(path);
            if (stamp == null)
            {
                return null;
            }
            FileSum sum = At(path, stamp.Value);
            if (sum != null)
            {
                return sum;
            }
            sum = Read(path);
            lock (known)
            {
                known[path] = new KeyValuePair<FileStamp, FileSum>(stamp.Value, sum);
            }
            return sum;
        }

        /// <summary>Without reading it; null when it would have to be read.</summary>
        public FileSum Known(string path)
        {
            FileStamp? stamp = FileStamp.OfFile(path);
            return stamp == null ? null : At(path, stamp.Value);
        }

        /// <summary>It will not be asked for again.</summary>
        public void Forget(string path)
        {
            lock (known)
            {
                known.Remove(path);
            }
        }

        /// <summary>After we have written it.</summary>
        public void Remember(string path, FileSum sum)
        {
            FileStamp? stamp = FileStamp.OfFile(path);
            if (stamp == null || stamp.Value.Length != sum.Bytes)
            {
                return;
            }
            lock (known)
            {
                known[path] = new KeyValuePair<FileStamp, FileSum>(stamp.Value.AsSettled(), sum);
            }
        }

        private FileSum At(string path, FileStamp now)
        {
            lock (known)
            {
                KeyValuePair<FileStamp, FileSum> before;
                return known.TryGetValue(path, out before) && before.Key.Holds(now) ? before.Value : null;
            }
        }

        /// <summary>Reads the whole file.</summary>
        public static FileSum Read(string path)
        {
            using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1))
            {
                var buffer = new byte[BufferBytes];
                uint crc = 0;
                long bytes = 0;
                for (int count; (count = stream.Read(buffer, 0, buffer.Length)) > 0; bytes += count)
                {
                    crc = Crc32.Update(crc, buffer, 0, count);
                }
                return new FileSum(bytes, Crc32.Hex(crc));
            }
        }
    }

    /// <summary>By what content is told from other content.</summary>
    internal sealed class FileSum
    {
        public static readonly FileSum OfNothing = new FileSum(0, Crc32.Hex(0));

        public FileSum(long bytes, string crc32)
        {
            Bytes = bytes;
            Crc = crc32;
        }

        public long Bytes { get; private set; }

        /// <summary>Eight lower-case hex digits.</summary>
        public string Crc { get; private set; }

        public bool Is(long bytes, string crc32)
        {
            return Bytes == bytes && Crc == crc32;
        }
    }
}
