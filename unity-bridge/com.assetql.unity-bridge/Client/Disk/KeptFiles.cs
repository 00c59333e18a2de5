using System;
using System.IO;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>For undo, in Library/AssetQL/kept: what an asset's texture was before, by what it was.</summary>
    internal sealed class KeptFiles
    {
        private const string Folder = "kept";
        private const string Note = ".json";
        private const string Removed = "removed.txt";
        private readonly ProjectPaths paths;
        private readonly FileSystem files;
        /// <summary>What is kept once more is not deleted meanwhile for its age.</summary>
        private readonly object gate = new object();

        public KeptFiles(ProjectPaths paths, FileSystem files)
        {
            this.paths = paths;
            this.files = files;
        }

        /// <summary>
        /// Copies, so that the project has its file until another takes its place. A kept image is never replaced: by then,
        /// the file may be the new one.
        /// </summary>
        public void Keep(ImageToKeep image)
        {
            string stem = StemOf(image);
            string kept = stem + EndingOf(image.Path);
            lock (gate)
            {
                if (File.Exists(kept) && File.Exists(stem + Note))
                {
                    File.SetLastWriteTimeUtc(stem + Note, DateTime.UtcNow);
                    return;
                }
                WriteNotes(stem, image);
            }
            if (!File.Exists(kept))
            {
                files.CopyWhole(paths.Full(image.Path), kept);
            }
        }

        /// <summary>The same for one that is to go. Its .meta and entry are kept as they are by now.</summary>
        public void KeepRemoved(ImageToKeep image)
        {
            Keep(image);
            lock (gate)
            {
                WriteNotes(StemOf(image), image);
            }
            byte[] name = Encoding.UTF8.GetBytes(Path.GetFileName(StemOf(image)));
            files.WriteWhole(Path.Combine(FolderOf(image.ExternalId), Removed), name);
        }

        /// <summary>Null when it is not, or no longer, kept.</summary>
        /// <param name="ending">As in .png, of the file that it is to be again.</param>
        public KeptImage Find(string externalId, ImageVersion version, string ending)
        {
            KeptImage likely = null;
            string folder = FolderOf(externalId);
            foreach (string note in Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Note) : new string[0])
            {
                KeptImage kept = ReadAt(note);
                if (kept == null || kept.Version.Value != version.Value || EndingOf(kept.Path) != ending.ToLowerInvariant())
                {
                    continue;
                }
                if (kept.Version.Is(version))
                {
                    return kept;
                }
                // Somebody has changed the size in the mapping: the image itself is the one.
                likely = kept;
            }
            return likely;
        }

        /// <summary>What was last removed; null when nothing was, or it is no longer kept.</summary>
        public KeptImage FindRemoved(string externalId)
        {
            string pointer = Path.Combine(FolderOf(externalId), Removed);
            string stem = File.Exists(pointer) ? File.ReadAllText(pointer) : null;
            return stem == null || !Names.IsSafe(stem) ? null : ReadAt(Path.Combine(FolderOf(externalId), stem + Note));
        }

        /// <summary>Deletes what was last kept before `then`: no pull since needs it for its undo. Any thread.</summary>
        public void DeleteOlderThan(DateTime then)
        {
            string all = Path.Combine(paths.Library, Folder);
            foreach (string folder in Directory.Exists(all) ? Directory.GetDirectories(all) : new string[0])
            {
                lock (gate)
                {
                    foreach (string note in Directory.GetFiles(folder, "*" + Note))
                    {
                        DeleteIfOlder(note, then);
                    }
                    DeleteIfOver(folder, then);
                }
            }
        }

        /// <summary>The note goes last, so that a crash leaves nothing that nobody would find again.</summary>
        private static void DeleteIfOlder(string note, DateTime then)
        {
            if (File.GetLastWriteTimeUtc(note) >= then)
            {
                return;
            }
            string stem = Path.GetFileNameWithoutExtension(note);
            foreach (string path in Directory.GetFiles(Path.GetDirectoryName(note), stem + ".*"))
            {
                if (path != note)
                {
                    File.Delete(path);
                }
            }
            File.Delete(note);
        }

        /// <summary>With the name of what was removed, and what crashes have left of drafts.</summary>
        private static void DeleteIfOver(string folder, DateTime then)
        {
            foreach (string path in Directory.GetFiles(folder))
            {
                bool isNeeded = path.EndsWith(Note, StringComparison.Ordinal) || File.GetLastWriteTimeUtc(path) >= then;
                if (isNeeded)
                {
                    return;
                }
            }
            Directory.Delete(folder, true);
        }

        private void WriteNotes(string stem, ImageToKeep image)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(stem));
            files.CopyWhole(paths.Full(image.Path) + MetaFile.Ending, stem + MetaFile.Ending);
            files.WriteWhole(stem + Note, Encoding.UTF8.GetBytes(image.ToNote().ToString()));
        }

        private static KeptImage ReadAt(string note)
        {
            if (!File.Exists(note))
            {
                return null;
            }
            try
            {
                string stem = note.Substring(0, note.Length - Note.Length);
                var kept = new KeptImage(stem, JsonValue.Parse(File.ReadAllText(note)));
                return File.Exists(kept.ImagePath) && File.Exists(kept.MetaPath) ? kept : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private static string EndingOf(string path)
        {
            return Path.GetExtension(path).ToLowerInvariant();
        }

        private string FolderOf(string externalId)
        {
            return Path.Combine(paths.Library, Folder, Names.OfId(externalId));
        }

        private string StemOf(ImageToKeep image)
        {
            string name = image.Version.Value + "\n" + image.Version.MaxSide + "\n" + EndingOf(image.Path);
            return Path.Combine(FolderOf(image.ExternalId), Guids.Md5(name));
        }
    }
}
