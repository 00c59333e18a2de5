using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>
    /// Brings textures to their places: the .meta first, then the image, each at once. May die after each step, and be asked
    /// again for the whole. Main thread. Throws BridgeExceptions and what System.IO throws.
    /// </summary>
    internal sealed class TexturePlacer
    {
        private readonly DiskParts parts;
        private readonly Dictionary<string, int> uses = new Dictionary<string, int>();
        private readonly Dictionary<string, HashSet<string>> names = new Dictionary<string, HashSet<string>>();

        /// <param name="changes">All that will be placed: two of them may have the same content.</param>
        public TexturePlacer(DiskParts parts, IEnumerable<StagedChange> changes)
        {
            this.parts = parts;
            foreach (StagedChange change in changes)
            {
                if (change.Content != null)
                {
                    int before;
                    uses.TryGetValue(change.Content.Key, out before);
                    uses[change.Content.Key] = before + 1;
                }
            }
        }

        public CommittedChange Place(StagedChange change, TextureLead lead)
        {
            TexturePlace place = parts.Finder.Find(lead);
            if (place != null)
            {
                Update(change, lead, place);
            }
            else if (change.IsNew)
            {
                place = new TexturePlace(change.Guid, change.Path);
                Create(change, place);
            }
            else
            {
                throw DiskProblem.FileMissing("The texture that was to be updated is no longer in the project ("
                    + change.Path + "). Pull again to have it made anew.");
            }
            return new CommittedChange(change, lead.Entry, place);
        }

        private void Update(StagedChange change, TextureLead lead, TexturePlace place)
        {
            string full = parts.Paths.ForExisting(place.Path);
            FileSum sum = parts.Sums.Of(full);
            StagedContent content = change.Content;
            bool isInPlace = content == null || sum.Is(content.Bytes, content.Crc);
            bool isKnown = lead.Entry != null && lead.Entry.Guid == place.Guid;
            if (change.IsNew && !isKnown && !(isInPlace && place.Path == change.Path))
            {
                throw DiskProblem.FileChanged(place.Path + " has come meanwhile, and is not what this pull was planned for. Pull again.");
            }
            if (!isInPlace)
            {
                RequireContent(content, full);
            }
            if (!isInPlace || IsAnother(change, lead.Entry, sum))
            {
                parts.Kept.Keep(ImageBefore(lead, place, sum));
            }
            byte[] meta = ImportFields.Patched(MetaFile.Read(full + MetaFile.Ending), change.Settings, place.Path);
            if (meta != null)
            {
                parts.Files.WriteWhole(full + MetaFile.Ending, meta);
            }
            if (isInPlace)
            {
                parts.Files.Delete(FileSystem.DraftOf(full));
                return;
            }
            Draft(content, full);
            parts.Files.Put(FileSystem.DraftOf(full), full);
            parts.Sums.Remember(full, new FileSum(content.Bytes, content.Crc));
        }

        /// <summary>The same bytes as before, but for another image or size: an undo looks for them by what they were.</summary>
        private static bool IsAnother(StagedChange change, MappedTexture entry, FileSum sum)
        {
            if (change.Content == null || entry == null || !entry.IsAsWritten(sum))
            {
                return false;
            }
            JsonValue side = change.Fields.Has("maxSide") ? change.Fields["maxSide"] : entry.Fields["maxSide"];
            return !ImageVersion.Of(entry, sum).Is(new ImageVersion(change.Content.Image, side));
        }

        private void Create(StagedChange change, TexturePlace place)
        {
            string full = parts.Paths.ForNew(place.Path);
            RequireContent(change.Content, full);
            RequireFree(change, full);
            parts.Writer.MakeFolders(ProjectPaths.ParentOf(place.Path));
            parts.Files.WriteWhole(full + MetaFile.Ending, Encoding.UTF8.GetBytes(change.Meta));
            Draft(change.Content, full);
            parts.Files.Move(FileSystem.DraftOf(full), full);
            NamesIn(Path.GetDirectoryName(full)).Add(Path.GetFileName(full));
            parts.Sums.Remember(full, new FileSum(change.Content.Bytes, change.Content.Crc));
        }

        /// <summary>Somebody else's file, also one whose name differs in case alone, is never written over.</summary>
        private void RequireFree(StagedChange change, string full)
        {
            HashSet<string> there = NamesIn(Path.GetDirectoryName(full));
            string name = Path.GetFileName(full);
            bool isFree = !there.Contains(name) && !Directory.Exists(full);
            if (isFree && there.Contains(name + MetaFile.Ending))
            {
                isFree = MetaFile.GuidAt(full + MetaFile.Ending) == change.Guid;
            }
            if (!isFree)
            {
                throw DiskProblem.FileChanged("Another file has come to " + change.Path + " meanwhile. It stays as it is; pull again to have the image beside it.");
            }
        }

        private HashSet<string> NamesIn(string folder)
        {
            HashSet<string> there;
            if (!names.TryGetValue(folder, out there))
            {
                there = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                if (Directory.Exists(folder))
                {
                    foreach (string path in Directory.GetFileSystemEntries(folder))
                    {
                        there.Add(Path.GetFileName(path));
                    }
                }
                names[folder] = there;
            }
            return there;
        }

        private void RequireContent(StagedContent content, string full)
        {
            if (!IsStaged(content) && !IsDrafted(content, full))
            {
                throw DiskProblem.StagingMissing("The image that had come is no longer in Library/AssetQL. It has to be sent again.");
            }
        }

        private bool IsStaged(StagedContent content)
        {
            var info = new FileInfo(parts.Content.PathOf(content.Bytes, content.Crc));
            return info.Exists && info.Length == content.Bytes;
        }

        /// <summary>A crash came between the two moves.</summary>
        private static bool IsDrafted(StagedContent content, string full)
        {
            string draft = FileSystem.DraftOf(full);
            return File.Exists(draft) && ChecksumCache.Read(draft).Is(content.Bytes, content.Crc);
        }

        /// <summary>
        /// Beside its place, under a name that Unity ignores: Library may be on another disk, and then this move is a copy,
        /// which takes its time. Only the move to the place itself is at once.
        /// </summary>
        private void Draft(StagedContent content, string full)
        {
            int left = uses[content.Key] - 1;
            uses[content.Key] = left;
            if (!IsStaged(content))
            {
                return;
            }
            string draft = FileSystem.DraftOf(full);
            string staged = parts.Content.PathOf(content.Bytes, content.Crc);
            // A move is a second name for a moment on some systems: never leave two names for one file.
            parts.Files.Delete(draft);
            if (left > 0)
            {
                parts.Files.Copy(staged, draft);
            }
            else
            {
                parts.Files.Move(staged, draft);
            }
        }

        public static ImageToKeep ImageBefore(TextureLead lead, TexturePlace place, FileSum sum)
        {
            return new ImageToKeep
            {
                ExternalId = lead.ExternalId,
                Version = ImageVersion.Of(lead.Entry, sum),
                Path = place.Path,
                Guid = place.Guid,
                Sum = sum,
                Entry = lead.Entry == null ? null : lead.Entry.Source
            };
        }
    }
}
