using System;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>A file that comes beside its place, under another name, and goes there when all of it has come.</summary>
    internal sealed class FileSink : IContentSink
    {
        private readonly string path;
        private readonly string partial;
        private readonly IProgress<long> progress;
        private FileStream stream;

        public FileSink(string path, IProgress<long> progress)
        {
            this.path = Path.GetFullPath(path);
            this.progress = progress;
            partial = this.path + ".part";
        }

        public long Length { get; private set; }

        public void Begin(long offset, long bytes)
        {
            Guarded(() =>
            {
                stream = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1);
                stream.SetLength(offset);
                stream.Position = offset;
            });
            Length = offset;
        }

        public void Write(byte[] buffer, int offset, int count)
        {
            Guarded(() => stream.Write(buffer, offset, count));
            Length += count;
            if (progress != null)
            {
                progress.Report(Length);
            }
        }

        public void Pause()
        {
            if (stream != null)
            {
                Guarded(stream.Dispose);
                stream = null;
            }
        }

        /// <summary>Puts it in its place. Throws <see cref="BridgeException"/>.</summary>
        public void Keep()
        {
            Guarded(() =>
            {
                File.Delete(path);
                File.Move(partial, path);
            });
        }

        /// <summary>It will not come. Does nothing where the file cannot be deleted: what went wrong is told already.</summary>
        public void Discard()
        {
            try
            {
                Pause();
                File.Delete(partial);
            }
            catch (BridgeException)
            {
            }
            catch (UnauthorizedAccessException)
            {
            }
            catch (IOException)
            {
            }
        }

        private void Guarded(Action write)
        {
            try
            {
                write();
            }
            catch (UnauthorizedAccessException)
            {
                throw new BridgeException(ProblemCodes.PermissionDenied, "“" + path + "” may not be written.");
            }
            catch (IOException failure)
            {
                if (DiskProblem.IsDiskFull(failure))
                {
                    throw new BridgeException(
                        ProblemCodes.DiskFull,
                        "The disk is full, so that “" + path + "” could not be written. Make room, or choose another place.");
                }
                throw new BridgeException(
                    ProblemCodes.WriteFailed, "“" + path + "” could not be written: " + failure.Message);
            }
        }
    }
}
