using System;
using System.Collections.Generic;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>The images of one commit, on their way from staging to their places. Throws what System.IO throws.</summary>
    internal sealed class StagedFiles
    {
        private readonly DiskParts parts;
        /// <summary>By content: those that are still to be drafted.</summary>
        private readonly Dictionary<string, int> uses = new Dictionary<string, int>();
        private readonly HashSet<string> drafted = new HashSet<string>();

        /// <param name="changes">All that will be placed: two of them may have the same content.</param>
        public StagedFiles(DiskParts parts, IEnumerable<StagedChange> changes)
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

        /// <summary>Throws a BridgeException when it is neither staged nor on its way.</summary>
        public void Require(StagedContent content, string full)
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
        public void Draft(StagedContent content, string full)
        {
            if (!IsStaged(content))
            {
                uses[content.Key]--;
                return;
            }
            string draft = FileSystem.DraftOf(full);
            string staged = parts.Content.PathOf(content.Bytes, content.Crc);
            // A move is a second name for a moment on some systems: never leave two names for one file.
            parts.Files.Delete(draft);
            try
            {
                // Another one still needs it, also one that has failed.
                if (uses[content.Key] > 1)
                {
                    parts.Files.Copy(staged, draft);
                }
                else
                {
                    parts.Files.Move(staged, draft);
                }
            }
            catch
            {
                FileSystem.Discard(draft);
                throw;
            }
            uses[content.Key]--;
            drafted.Add(full);
        }

        /// <summary>
        /// Back into staging what was drafted and could not be put in its place. Where that fails as well it stays a draft,
        /// which the next try finds.
        /// </summary>
        public void TakeBack(StagedContent content, string full)
        {
            string draft = FileSystem.DraftOf(full);
            if (drafted.Remove(full))
            {
                uses[content.Key]++;
            }
            if (IsStaged(content))
            {
                FileSystem.Discard(draft);
                return;
            }
            try
            {
                if (File.Exists(draft))
                {
                    parts.Files.Move(draft, parts.Content.PathOf(content.Bytes, content.Crc));
                }
            }
            catch (IOException)
            {
            }
            catch (UnauthorizedAccessException)
            {
            }
        }
    }
}
