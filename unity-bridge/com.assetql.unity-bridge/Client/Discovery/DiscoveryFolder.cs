using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>Where the bridges of this machine leave a file each. Any thread.</summary>
    internal sealed class DiscoveryFolder
    {
        private const string Variable = "ASSETQL_BRIDGE_FOLDER";
        private const long LargestFile = 65536;

        private readonly string path;

        /// <summary>Null: where bridges leave their files by themselves.</summary>
        public DiscoveryFolder(string path)
        {
            string named = string.IsNullOrEmpty(path) ? Environment.GetEnvironmentVariable(Variable) : path;
            this.path = string.IsNullOrEmpty(named) ? Path.Combine(UserFolder.Path ?? ".assetql", "bridge") : named;
        }

        /// <summary>Why the folder could not be read the last time; a sentence for people, or null.</summary>
        public string Problem { get; private set; }

        /// <summary>All bridges that left a file, the newest first.</summary>
        public IReadOnlyList<DiscoveryFile> Read()
        {
            var found = new List<DiscoveryFile>();
            foreach (FileInfo file in Files())
            {
                DiscoveryFile read = ReadOne(file);
                if (read != null)
                {
                    found.Add(read);
                }
            }
            found.Sort((a, b) => b.StartedAt.CompareTo(a.StartedAt));
            return found;
        }

        /// <summary>Another one when a bridge has come or gone.</summary>
        public string Fingerprint()
        {
            var print = new StringBuilder();
            foreach (FileInfo file in Files())
            {
                try
                {
                    long changed = file.LastWriteTimeUtc.Ticks;
                    print.Append(file.Name).Append(' ').Append(changed).Append(' ').Append(file.Length).Append('\n');
                }
                catch (IOException)
                {
                    // Gone meanwhile, which makes another fingerprint.
                }
            }
            return print.ToString();
        }

        private IReadOnlyList<FileInfo> Files()
        {
            try
            {
                FileInfo[] files = new DirectoryInfo(path).GetFiles("*.json");
                Array.Sort(files, (a, b) => string.CompareOrdinal(a.Name, b.Name));
                Problem = null;
                return files;
            }
            catch (DirectoryNotFoundException)
            {
                // No bridge has ever been started by this user.
                Problem = null;
            }
            catch (UnauthorizedAccessException)
            {
                Problem = "The folder “" + path + "”, where bridges are found, may not be read.";
            }
            catch (IOException failure)
            {
                Problem = "The folder “" + path + "”, where bridges are found, could not be read: " + failure.Message;
            }
            return new FileInfo[0];
        }

        /// <summary>Null when the file has gone meanwhile.</summary>
        private static DiscoveryFile ReadOne(FileInfo file)
        {
            try
            {
                if (file.Length > LargestFile)
                {
                    return DiscoveryFile.Unusable(file.Name, "it is too large");
                }
                return DiscoveryFile.Parse(file.Name, File.ReadAllText(file.FullName));
            }
            catch (FileNotFoundException)
            {
                return null;
            }
            catch (IOException failure)
            {
                return DiscoveryFile.Unusable(file.Name, failure.Message);
            }
            catch (UnauthorizedAccessException)
            {
                return DiscoveryFile.Unusable(file.Name, "you may not read it; another user started that bridge");
            }
        }
    }
}
