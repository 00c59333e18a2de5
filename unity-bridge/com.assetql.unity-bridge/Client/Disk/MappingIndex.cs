using System;
using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>
    /// All mappings below Assets/AssetQL, by asset. Version control may change them at any time, so each look-up sees
    /// whether they are as they were; only what has changed is read again. Any thread.
    /// </summary>
    internal sealed class MappingIndex
    {
        private readonly ProjectPaths paths;
        private readonly FolderCache folders;
        private readonly object gate = new object();
        private Dictionary<string, Known> files = new Dictionary<string, Known>();
        private MappingView view = new MappingView(new Dictionary<string, MappedTexture>(), null);

        public MappingIndex(ProjectPaths paths, FolderCache folders)
        {
            this.paths = paths;
            this.folders = folders;
        }

        /// <summary>As they are now.</summary>
        public MappingView Now()
        {
            lock (gate)
            {
                Refresh();
                return view;
            }
        }

        /// <summary>After we have written one ourselves.</summary>
        public void Remember(string path, MappingDocument document)
        {
            lock (gate)
            {
                FileStamp? stamp = FileStamp.OfFile(paths.Full(path));
                if (stamp != null)
                {
                    files[path] = new Known(stamp.Value.AsSettled(), TexturesOf(document, path), null);
                    Index();
                }
            }
        }

        private void Refresh()
        {
            var now = new Dictionary<string, Known>();
            bool changed = false;
            foreach (string full in MappingWalk.Find(paths, folders))
            {
                string path = paths.Relative(full);
                FileStamp? stamp = FileStamp.OfFile(full);
                Known before;
                if (stamp == null)
                {
                    continue;
                }
                if (files.TryGetValue(path, out before) && before.Stamp.Holds(stamp.Value))
                {
                    now[path] = before;
                    continue;
                }
                now[path] = Read(full, path, stamp.Value);
                changed = true;
            }
            changed = changed || now.Count != files.Count;
            files = now;
            if (changed)
            {
                Index();
            }
        }

        private static Known Read(string full, string path, FileStamp stamp)
        {
            try
            {
                return new Known(stamp, TexturesOf(MappingDocument.Read(full, path), path), null);
            }
            catch (Exception error)
            {
                BridgeException told = DiskProblem.From(error, path);
                if (told == null)
                {
                    throw;
                }
                return new Known(stamp, new List<MappedTexture>(), told);
            }
        }

        private static List<MappedTexture> TexturesOf(MappingDocument document, string path)
        {
            var textures = new List<MappedTexture>();
            foreach (JsonValue entry in document.Entries)
            {
                MappedTexture texture = MappedTexture.Of(entry, path);
                if (texture != null)
                {
                    textures.Add(texture);
                }
            }
            return textures;
        }

        /// <summary>Of two that stand for one asset, as in a copied folder, the first by path counts.</summary>
        private void Index()
        {
            var byId = new Dictionary<string, MappedTexture>();
            BridgeException unreadable = null;
            var ordered = new List<string>(files.Keys);
            ordered.Sort(StringComparer.Ordinal);
            foreach (string path in ordered)
            {
                unreadable = unreadable ?? files[path].Problem;
                foreach (MappedTexture texture in files[path].Textures)
                {
                    if (!byId.ContainsKey(texture.ExternalId))
                    {
                        byId[texture.ExternalId] = texture;
                    }
                }
            }
            view = new MappingView(byId, unreadable);
        }

        private sealed class Known
        {
            public Known(FileStamp stamp, List<MappedTexture> textures, BridgeException problem)
            {
                Stamp = stamp;
                Textures = textures;
                Problem = problem;
            }

            public FileStamp Stamp { get; private set; }

            public List<MappedTexture> Textures { get; private set; }

            public BridgeException Problem { get; private set; }
        }
    }

    /// <summary>All entries at one time.</summary>
    internal sealed class MappingView
    {
        private readonly Dictionary<string, MappedTexture> byId;
        private readonly BridgeException unreadable;

        public MappingView(Dictionary<string, MappedTexture> byId, BridgeException unreadable)
        {
            this.byId = byId;
            this.unreadable = unreadable;
        }

        /// <summary>
        /// Null when the asset has no entry. Throws a BridgeException when it is in none that can be read, and one cannot be
        /// read: it may be there, and must not be made twice.
        /// </summary>
        public MappedTexture Find(string externalId)
        {
            MappedTexture found;
            if (byId.TryGetValue(externalId, out found))
            {
                return found;
            }
            if (unreadable != null)
            {
                throw unreadable;
            }
            return null;
        }
    }
}
