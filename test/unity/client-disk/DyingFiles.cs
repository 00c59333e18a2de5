using System;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace AssetQL.Client
{
    /// <summary>Kills the process at one change to the disk: half-way through a write or a copy, before any other.</summary>
    internal sealed class DyingFiles : FileSystem
    {
        private readonly int dieAt;

        /// <param name="dieAt">From 1 on; 0 for never.</param>
        public DyingFiles(int dieAt)
        {
            this.dieAt = dieAt;
        }

        /// <summary>Changes so far.</summary>
        public int Steps { get; private set; }

        public override void Write(string path, byte[] content)
        {
            Step(() => WriteHalf(path, content));
            base.Write(path, content);
        }

        public override void Copy(string from, string to)
        {
            Step(() => WriteHalf(to, File.ReadAllBytes(from)));
            base.Copy(from, to);
        }

        /// <summary>To a draft it may be a copy, as from one disk to another.</summary>
        public override void Move(string from, string to)
        {
            Step(() =>
            {
                if (to.EndsWith(".tmp", StringComparison.Ordinal))
                {
                    WriteHalf(to, File.ReadAllBytes(from));
                }
            });
            base.Move(from, to);
        }

        public override void Replace(string from, string to)
        {
            Step(() => { });
            base.Replace(from, to);
        }

        public override void Delete(string path)
        {
            if (File.Exists(path))
            {
                Step(() => { });
            }
            base.Delete(path);
        }

        public override void MakeFolder(string path)
        {
            Step(() => { });
            base.MakeFolder(path);
        }

        public override void DeleteFolder(string path)
        {
            Step(() => { });
            base.DeleteFolder(path);
        }

        private void Step(Action half)
        {
            Steps++;
            if (Steps == dieAt)
            {
                half();
                Process.GetCurrentProcess().Kill();
                // The signal comes to another thread; this one must do nothing more.
                Thread.Sleep(Timeout.Infinite);
            }
        }

        private static void WriteHalf(string path, byte[] content)
        {
            var part = new byte[content.Length / 2];
            Array.Copy(content, part, part.Length);
            File.WriteAllBytes(path, part);
        }
    }
}
