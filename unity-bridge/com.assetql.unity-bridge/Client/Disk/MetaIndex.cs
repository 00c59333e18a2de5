using System;
using System.Collections.Generic;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>Which GUID is where, from the .meta files themselves: for an editor without Unity.</summary>
    public sealed class MetaIndex
    {
        private readonly ProjectPaths paths;
        private readonly Dictionary<string, KeyValuePair<FileStamp, string>> known =
            new Dictionary<string, KeyValuePair<FileStamp, string>>();
        private Dictionary<string, string> places = new Dictionary<string, string>();

        /// <summary>Reads all .meta files below Assets.</summary>
        /// <param name="projectRoot">The folder that holds Assets.</param>
        public MetaIndex(string projectRoot)
        {
            paths = new ProjectPaths(projectRoot);
            Refresh();
        }

        /// <summary>As in Assets/AssetQL/Potions/Textures/mana.png; null when no asset had this GUID at the last refresh.</summary>
        public string PathOfGuid(string guid)
        {
            string path;
            return guid != null && places.TryGetValue(guid, out path) ? path : null;
        }

        /// <summary>Looks at them anew, as Unity does when it refreshes. Of two with one GUID, the first by path counts.</summary>
        public void Refresh()
        {
            places = new Dictionary<string, string>();
            string assets = paths.Full("Assets");
            if (Directory.Exists(assets))
            {
                Read(assets);
            }
        }

        private void Read(string folder)
        {
            string[] entries = Directory.GetFileSystemEntries(folder);
            Array.Sort(entries, StringComparer.Ordinal);
            foreach (string entry in entries)
            {
                string name = Path.GetFileName(entry);
                bool isIgnored = name.StartsWith(".", StringComparison.Ordinal) || name.EndsWith("~", StringComparison.Ordinal);
                if (isIgnored || ProjectPaths.IsLink(entry))
                {
                    continue;
                }
                if (Directory.Exists(entry))
                {
                    Read(entry);
                }
                else if (name.EndsWith(MetaFile.Ending, StringComparison.Ordinal))
                {
                    Add(entry);
                }
            }
        }

        /// <summary>Read again only when the file has changed.</summary>
        private string GuidOf(string meta)
        {
            FileStamp? stamp = FileStamp.OfFile(meta);
            KeyValuePair<FileStamp, string> before;
            if (stamp == null)
            {
                return null;
            }
            if (!known.TryGetValue(meta, out before) || !before.Key.Holds(stamp.Value))
            {
                before = new KeyValuePair<FileStamp, string>(stamp.Value, MetaFile.GuidAt(meta));
                known[meta] = before;
            }
            return before.Value;
        }

        private void Add(string meta)
        {
            string asset = meta.Substring(0, meta.Length - MetaFile.Ending.Length);
            string guid = GuidOf(meta);
            if (guid != null && !places.ContainsKey(guid) && (File.Exists(asset) || Directory.Exists(asset)))
            {
                places[guid] = paths.Relative(asset);
            }
        }
    }
}
