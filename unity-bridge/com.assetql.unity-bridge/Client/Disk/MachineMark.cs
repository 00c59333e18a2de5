using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;

namespace AssetQL.Client
{
    /// <summary>
    /// Tells this user on this machine from all others. It is random and made once, so that it says nothing of either in a
    /// project that it is written to; the name of a machine would, and is not one machine's alone. Any thread.
    /// </summary>
    internal static class MachineMark
    {
        private const string Name = "machine";
        private const int LookMilliseconds = 10;
        /// <summary>Within which whoever makes the file has written its one line.</summary>
        private static readonly TimeSpan Writing = TimeSpan.FromSeconds(1);

        /// <summary>32 lower-case hex digits; null where none can be kept, as without a home that can be written to.</summary>
        public static string Get()
        {
            string folder = UserFolder.Path;
            if (folder == null)
            {
                return null;
            }
            try
            {
                Directory.CreateDirectory(folder);
                return ReadOrMake(Path.Combine(folder, Name));
            }
            catch (IOException)
            {
                return null;
            }
            catch (UnauthorizedAccessException)
            {
                return null;
            }
        }

        /// <summary>Of several that find none, one makes it, and the others wait for what it writes.</summary>
        private static string ReadOrMake(string path)
        {
            if (!File.Exists(path))
            {
                string made = Make(path);
                if (made != null)
                {
                    return made;
                }
            }
            Stopwatch waited = Stopwatch.StartNew();
            while (true)
            {
                string mark = Read(path);
                if (mark != null)
                {
                    return mark;
                }
                if (waited.Elapsed > Writing)
                {
                    return Mend(path);
                }
                Thread.Sleep(LookMilliseconds);
            }
        }

        /// <summary>Null when it is there by now.</summary>
        private static string Make(string path)
        {
            string mark = Guids.Random();
            try
            {
                // Not a move into its place: under Mono that would write over another's.
                using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
                {
                    byte[] line = Encoding.ASCII.GetBytes(mark + "\n");
                    file.Write(line, 0, line.Length);
                }
                return mark;
            }
            catch (IOException)
            {
                if (File.Exists(path))
                {
                    return null;
                }
                throw;
            }
        }

        /// <summary>Null when it is not whole, or, under Windows, still open where it is written.</summary>
        private static string Read(string path)
        {
            try
            {
                string line = File.ReadAllText(path).TrimEnd();
                return Guids.IsGuid(line) ? line : null;
            }
            catch (IOException)
            {
                return null;
            }
        }

        /// <summary>A crash, or somebody, has left something else there.</summary>
        private static string Mend(string path)
        {
            string mark = Guids.Random();
            new FileSystem().WriteWhole(path, Encoding.ASCII.GetBytes(mark + "\n"));
            return mark;
        }
    }
}
