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
        private readonly StagedFiles staged;
        private readonly Dictionary<string, HashSet<string>> names = new Dictionary<string, HashSet<string>>();

        /// <param name="changes">All that will be placed: two of them may have the same content.</param>
        public TexturePlacer(DiskParts parts, IEnumerable<StagedChange> changes)
        {
            this.parts = parts;
            staged = new StagedFiles(parts, changes);
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
            if (content != null && !HasSameEnding(place.Path, change.Path))
            {
                throw DiskProblem.FileChanged(place.Path + " has become another kind of file meanwhile. Pull again.");
            }
            if (!isInPlace && change.Before != null && !sum.Is(change.Before.Bytes, change.Before.Crc))
            {
                throw DiskProblem.FileChanged(
                    place.Path + " was changed while this pull was on its way. It stays as it is; pull again to see both.");
            }
            if (!isInPlace)
            {
                staged.Require(content, full);
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
            staged.Draft(content, full);
            try
            {
                parts.Files.Put(FileSystem.DraftOf(full), full);
            }
            catch
            {
                staged.TakeBack(content, full);
                throw;
            }
            parts.Sums.Remember(full, new FileSum(content.Bytes, content.Crc));
        }

        private static bool HasSameEnding(string one, string other)
        {
            return string.Equals(Path.GetExtension(one), Path.GetExtension(other), StringComparison.OrdinalIgnoreCase);
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
            staged.Require(change.Content, full);
            RequireFree(change, full);
            try
            {
                parts.Writer.MakeFolders(ProjectPaths.ParentOf(place.Path));
                parts.Files.WriteWhole(full + MetaFile.Ending, Encoding.UTF8.GetBytes(change.Meta));
                staged.Draft(change.Content, full);
                parts.Files.Move(FileSystem.DraftOf(full), full);
            }
            catch
            {
                staged.TakeBack(change.Content, full);
                TextureRemover.RemoveUnmade(parts, place);
                throw;
            }
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
                throw DiskProblem.FileChanged("Another file has come to " + change.Path
                    + " meanwhile. It stays as it is; pull again to have the image beside it.");
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
