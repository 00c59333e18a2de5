using System;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>
    /// Every change to the disk goes through these, one at a time, so that each is a point at which the process may die.
    /// Throws what System.IO throws.
    /// </summary>
    internal class FileSystem
    {
        /// <summary>Unity ignores such a name twice: for its dot and for its ending.</summary>
        public static string DraftOf(string path)
        {
            return Path.Combine(Path.GetDirectoryName(path), "." + Path.GetFileName(path) + ".tmp");
        }

        public virtual void Write(string path, byte[] content)
        {
            File.WriteAllBytes(path, content);
        }

        public virtual void Copy(string from, string to)
        {
            File.Copy(from, to, true);
        }

        /// <summary>Never over a file that is there: throws an IOException instead.</summary>
        public virtual void Move(string from, string to)
        {
            File.Move(from, to);
        }

        /// <summary>Over a file in the same folder that is there, at once.</summary>
        public virtual void Replace(string from, string to)
        {
            File.Replace(from, to, null);
        }

        /// <summary>Does nothing if it is not there.</summary>
        public virtual void Delete(string path)
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }

        public virtual void MakeFolder(string path)
        {
            Directory.CreateDirectory(path);
        }

        /// <summary>Only an empty one.</summary>
        public virtual void DeleteFolder(string path)
        {
            Directory.Delete(path);
        }

        /// <summary>Whoever reads it sees the old or the new one, never half of it. A draft that a crash left is overwritten.</summary>
        public void WriteWhole(string path, byte[] content)
        {
            ByDraft(path, draft => Write(draft, content));
        }

        /// <summary>The same for a copy.</summary>
        public void CopyWhole(string from, string to)
        {
            ByDraft(to, draft => Copy(from, draft));
        }

        /// <summary>From its draft to its place, over what is there.</summary>
        public void Put(string draft, string path)
        {
            if (File.Exists(path))
            {
                Replace(draft, path);
            }
            else
            {
                Move(draft, path);
            }
        }

        /// <summary>What a write that failed has left. A draft that cannot be deleted either is written over the next time.</summary>
        public static void Discard(string draft)
        {
            try
            {
                if (File.Exists(draft))
                {
                    File.Delete(draft);
                }
            }
            catch (IOException)
            {
            }
            catch (UnauthorizedAccessException)
            {
            }
        }

        private void ByDraft(string path, Action<string> write)
        {
            string draft = DraftOf(path);
            try
            {
                write(draft);
                Put(draft, path);
            }
            catch
            {
                Discard(draft);
                throw;
            }
        }
    }
}
