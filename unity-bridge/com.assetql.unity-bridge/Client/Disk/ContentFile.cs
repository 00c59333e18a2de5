using System;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>Content that arrives. What has been written stays, whatever becomes of the process. Any thread.</summary>
    public sealed class ContentFile
    {
        private readonly SharedContent shared;
        private Action close;

        internal ContentFile(SharedContent shared, Action close)
        {
            this.shared = shared;
            this.close = close;
        }

        /// <summary>Bytes that are there: where to go on.</summary>
        public long Length
        {
            get { return shared.Length; }
        }

        /// <summary>
        /// Appends. Throws a BridgeException: disk-full, permission-denied, write-failed. What then could be written of it
        /// counts in <see cref="Length"/>.
        /// </summary>
        public void Write(byte[] buffer, int offset, int count)
        {
            shared.Append(buffer, offset, count);
        }

        /// <summary>May be called more than once.</summary>
        public void Close()
        {
            Action once = close;
            close = null;
            if (once != null)
            {
                once();
            }
        }
    }

    /// <summary>The one file behind all who write the same content. Adds up its checksum as it comes.</summary>
    internal sealed class SharedContent
    {
        private readonly long bytes;
        private readonly object gate = new object();
        private uint crc;
        private long summed;

        /// <param name="stream">At its end.</param>
        /// <param name="sum">Of what is there already; null when that is not known.</param>
        public SharedContent(FileStream stream, long bytes, FileSum sum)
        {
            Stream = stream;
            this.bytes = bytes;
            if (sum != null)
            {
                crc = Crc32.FromHex(sum.Crc);
                summed = sum.Bytes;
            }
        }

        public FileStream Stream { get; private set; }

        public int Users { get; set; }

        public long Length
        {
            get
            {
                lock (gate)
                {
                    return Stream.Length;
                }
            }
        }

        /// <summary>Of all that is in the file; null when that has to be read.</summary>
        public FileSum Sum
        {
            get
            {
                lock (gate)
                {
                    return summed == Stream.Length ? new FileSum(summed, Crc32.Hex(crc)) : null;
                }
            }
        }

        public void Append(byte[] buffer, int offset, int count)
        {
            lock (gate)
            {
                long length = Stream.Length;
                if (length + count > bytes)
                {
                    throw new BridgeException(ProblemCodes.WriteFailed, "More of an image came than there is of it.");
                }
                try
                {
                    Stream.Seek(length, SeekOrigin.Begin);
                    Stream.Write(buffer, offset, count);
                    Stream.Flush();
                }
                catch (Exception error)
                {
                    BridgeException told = DiskProblem.From(error, "an image on its way in Library/AssetQL");
                    if (told == null)
                    {
                        throw;
                    }
                    throw told;
                }
                // What is not added up here stays so: then the file is read.
                if (summed == length)
                {
                    crc = Crc32.Update(crc, buffer, offset, count);
                    summed += count;
                }
            }
        }
    }
}
