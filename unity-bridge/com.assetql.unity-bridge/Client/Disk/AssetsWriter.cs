using System;
using System.IO;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>
    /// What is written below Assets beside textures: folders and mappings, each with its .meta. Main thread: GUIDs must be
    /// free. Throws BridgeExceptions and what System.IO throws.
    /// </summary>
    internal sealed class AssetsWriter
    {
        private readonly DiskParts parts;
        private string lastPath;
        private FileStamp lastStamp;
        private MappingDocument last;

        public AssetsWriter(DiskParts parts)
        {
            this.parts = parts;
        }

        /// <summary>Makes what is missing of the folders down to `path`. The .meta comes first: no import sees one without.</summary>
        public void MakeFolders(string path)
        {
            if (path == "Assets")
            {
                return;
            }
            MakeFolders(ProjectPaths.ParentOf(path));
            string full = parts.Paths.Full(path);
            bool isThere = Directory.Exists(full);
            if (!isThere || ProjectPaths.IsOurs(path))
            {
                WriteMeta(path, MetaTexts.OfFolder);
            }
            if (!isThere)
            {
                parts.Files.MakeFolder(full);
            }
        }

        /// <summary>Removes a folder, and those around it, that we made and that nothing is in any more.</summary>
        public void RemoveEmptyFolders(string path)
        {
            while (ProjectPaths.IsOurs(path) && parts.Paths.LinkIn(path) == null)
            {
                string full = parts.Paths.Full(path);
                bool isOurs = MetaFile.GuidAt(full + MetaFile.Ending) == Guids.OfPath(path);
                if (!isOurs || (Directory.Exists(full) && Directory.GetFileSystemEntries(full).Length > 0))
                {
                    return;
                }
                if (Directory.Exists(full))
                {
                    parts.Files.DeleteFolder(full);
                }
                parts.Files.Delete(full + MetaFile.Ending);
                path = ProjectPaths.ParentOf(path);
            }
        }

        /// <summary>Changes a mapping; one that has no entry any more goes.</summary>
        public void UpdateMapping(string path, Action<MappingDocument> change)
        {
            string full = parts.Paths.ForMapping(path);
            MappingDocument document = Document(path, full);
            // Half a change must not be taken for the file's content.
            last = null;
            change(document);
            if (document.IsEmpty)
            {
                parts.Files.Delete(full);
                parts.Files.Delete(full + MetaFile.Ending);
                return;
            }
            MakeFolders(ProjectPaths.ParentOf(path));
            WriteMeta(path, MetaTexts.OfText);
            parts.Files.WriteWhole(full, document.ToBytes());
            parts.Mappings.Remember(path, document);
            FileStamp? stamp = FileStamp.OfFile(full);
            if (stamp != null)
            {
                lastPath = path;
                lastStamp = stamp.Value.AsSettled();
                last = document;
            }
        }

        /// <summary>A crash came between the two, when the mapping was removed.</summary>
        public void RemoveMetaOfNoMapping(string path)
        {
            string full = parts.Paths.ForMapping(path);
            if (!File.Exists(full))
            {
                parts.Files.Delete(full + MetaFile.Ending);
            }
        }

        /// <summary>Which mapping an asset's entry belongs to.</summary>
        /// <param name="entry">Null: it has none yet.</param>
        /// <param name="path">Of its texture.</param>
        /// <param name="firstPath">Where its texture was to go at first; null when that is not known.</param>
        public static string MappingOf(MappedTexture entry, string path, string firstPath)
        {
            if (entry != null)
            {
                return entry.MappingPath;
            }
            string folder = ProjectPaths.BatchFolder(path) ?? ProjectPaths.BatchFolder(firstPath) ?? ProjectPaths.Ours;
            return folder + "/" + ProjectPaths.MappingName;
        }

        private MappingDocument Document(string path, string full)
        {
            FileStamp? stamp = FileStamp.OfFile(full);
            if (stamp == null)
            {
                return MappingDocument.New(ProjectPaths.NameOf(ProjectPaths.ParentOf(path)));
            }
            return last != null && path == lastPath && lastStamp.Holds(stamp.Value) ? last : MappingDocument.Read(full, path);
        }

        /// <summary>One that is there stays: the GUID in it may be known elsewhere.</summary>
        private void WriteMeta(string path, Func<string, string> text)
        {
            string full = parts.Paths.Full(path) + MetaFile.Ending;
            if (!File.Exists(full))
            {
                parts.Files.WriteWhole(full, Encoding.UTF8.GetBytes(text(parts.Finder.FreeGuid(path))));
            }
        }
    }
}
