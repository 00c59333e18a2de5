using System;
using System.Collections.Generic;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>What is in folders, read anew only when a folder has changed. Any thread.</summary>
    internal sealed class FolderCache
    {
        private readonly Dictionary<string, KeyValuePair<FileStamp, FolderListing>> known =
            new Dictionary<string, KeyValuePair<FileStamp, FolderListing>>();

        /// <summary>Null when there is no such folder.</summary>
        public FolderListing Of(string path)
        {
            FileStamp? stamp = FileStamp.OfFolder(path);
            if (stamp == null)
            {
                return null;
            }
            lock (known)
            {
                KeyValuePair<FileStamp, FolderListing> before;
                if (known.TryGetValue(path, out before) && before.Key.Holds(stamp.Value))
                {
                    return before.Value;
                }
            }
            var listing = new FolderListing(Directory.GetDirectories(path), Directory.GetFiles(path));
            lock (known)
            {
                known[path] = new KeyValuePair<FileStamp, FolderListing>(stamp.Value, listing);
            }
            return listing;
        }
    }

    /// <summary>The names in a folder, whatever their case: most disks of Unity's users tell no difference.</summary>
    internal sealed class FolderListing
    {
        private readonly Dictionary<string, string> names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

        public FolderListing(string[] folders, string[] files)
        {
            Folders = folders;
            foreach (string path in folders)
            {
                names[Path.GetFileName(path)] = Path.GetFileName(path);
            }
            foreach (string path in files)
            {
                names[Path.GetFileName(path)] = Path.GetFileName(path);
            }
        }

        /// <summary>Full paths.</summary>
        public IReadOnlyList<string> Folders { get; private set; }

        public bool Has(string name)
        {
            return names.ContainsKey(name);
        }

        /// <summary>As it is written there; null when it is not there.</summary>
        public string AsThere(string name)
        {
            string there;
            return names.TryGetValue(name, out there) ? there : null;
        }
    }
}
