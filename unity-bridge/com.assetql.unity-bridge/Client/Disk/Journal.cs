using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>
    /// What pulls have reserved and staged, in Library/AssetQL/pulls, so that a pull goes on after a crash of the editor.
    /// Its paths are those of the project, which may be moved meanwhile. Any thread.
    /// </summary>
    internal sealed class Journal
    {
        private const string Pending = ".json";
        private const string Done = ".done";
        private const string Offers = "offers.jsonl";

        private readonly string folder;
        private readonly FileSystem files;

        public Journal(string folder, FileSystem files)
        {
            this.folder = folder;
            this.files = files;
        }

        public void Write(StagedChange change)
        {
            string path = PathOf(change.PullId, change.ExternalId, Pending);
            Directory.CreateDirectory(Path.GetDirectoryName(path));
            files.WriteWhole(path, Encoding.UTF8.GetBytes(change.Payload.ToString()));
            files.Delete(PathOf(change.PullId, change.ExternalId, Done));
        }

        /// <summary>Null when nothing is staged, or what is written there cannot be read.</summary>
        public StagedChange Read(string pullId, string externalId)
        {
            return ReadAt(PathOf(pullId, externalId, Pending));
        }

        /// <summary>The same of what has been carried out.</summary>
        public StagedChange ReadDone(string pullId, string externalId)
        {
            return ReadAt(PathOf(pullId, externalId, Done));
        }

        public void MarkDone(StagedChange change)
        {
            string pending = PathOf(change.PullId, change.ExternalId, Pending);
            if (File.Exists(pending))
            {
                files.Put(pending, PathOf(change.PullId, change.ExternalId, Done));
            }
        }

        /// <summary>After it was undone: the same may be staged again.</summary>
        public void Forget(string pullId, string externalId)
        {
            files.Delete(PathOf(pullId, externalId, Pending));
            files.Delete(PathOf(pullId, externalId, Done));
        }

        /// <summary>Reserves one after the other; the last for an asset counts.</summary>
        public void AddOffer(string pullId, Reservation reservation)
        {
            string path = Path.Combine(FolderOf(pullId), Offers);
            Directory.CreateDirectory(Path.GetDirectoryName(path));
            // A line that a crash cut off must not spoil the next one.
            File.AppendAllText(path, "\n" + reservation.ToJson() + "\n");
        }

        /// <summary>Those of one pull, in order. Lines that a crash cut off are left out.</summary>
        public IReadOnlyList<Reservation> ReadOffers(string pullId)
        {
            return OffersIn(FolderOf(pullId));
        }

        /// <summary>The same of every pull.</summary>
        public IReadOnlyList<Reservation> ReadAllOffers()
        {
            var all = new List<Reservation>();
            if (Directory.Exists(folder))
            {
                foreach (string pull in Directory.GetDirectories(folder))
                {
                    all.AddRange(OffersIn(pull));
                }
            }
            return all;
        }

        /// <summary>
        /// Deletes what no one will ask for again: pulls without anything to carry out that nobody has touched since
        /// `finished`, and all since `abandoned`.
        /// </summary>
        public void DeleteOlderThan(DateTime finished, DateTime abandoned)
        {
            if (!Directory.Exists(folder))
            {
                return;
            }
            foreach (string pull in Directory.GetDirectories(folder))
            {
                DateTime touched = Directory.GetLastWriteTimeUtc(pull);
                bool isFinished = Directory.GetFiles(pull, "*" + Pending).Length == 0;
                if (touched < abandoned || (isFinished && touched < finished))
                {
                    Directory.Delete(pull, true);
                }
            }
        }

        private static List<Reservation> OffersIn(string pull)
        {
            var offers = new List<Reservation>();
            string path = Path.Combine(pull, Offers);
            if (File.Exists(path))
            {
                foreach (string line in File.ReadAllLines(path))
                {
                    Reservation offer = line.Length == 0 ? null : Reservation.FromJson(line);
                    if (offer != null)
                    {
                        offers.Add(offer);
                    }
                }
            }
            return offers;
        }

        private static StagedChange ReadAt(string path)
        {
            try
            {
                return File.Exists(path) ? new StagedChange(JsonValue.Parse(File.ReadAllText(path))) : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private string FolderOf(string pullId)
        {
            return Path.Combine(folder, Names.OfId(pullId));
        }

        private string PathOf(string pullId, string externalId, string ending)
        {
            return Path.Combine(FolderOf(pullId), Names.OfId(externalId) + ending);
        }
    }
}
