using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>
    /// The text of an assetql-mapping.json. Members that we do not know, and entries that are not concerned, stay as they
    /// are and where they are.
    /// </summary>
    internal sealed class MappingDocument
    {
        private const int FormatVersion = 1;
        private static readonly UTF8Encoding Utf8 = new UTF8Encoding(false, true);

        /// <summary>What we, or an export, write beside the entries: without any entry, it is worth nothing.</summary>
        private static readonly string[] OwnMembers = { "formatVersion", "exportId", "batchId", "batchName", "assets" };

        private readonly JsonValue root;
        /// <summary>Null where one was removed, until the rest moves up.</summary>
        private readonly List<JsonValue> entries;
        private readonly string newline;
        private EntryPlaces places;
        private bool hasGaps;

        private MappingDocument(JsonValue root, string newline)
        {
            this.root = root;
            this.newline = newline;
            entries = new List<JsonValue>(root["assets"].RequireArray().Items);
            places = new EntryPlaces(entries);
        }

        public IReadOnlyList<JsonValue> Entries
        {
            get
            {
                CloseGaps();
                return entries;
            }
        }

        /// <summary>Whether the file has no use any more.</summary>
        public bool IsEmpty
        {
            get
            {
                foreach (KeyValuePair<string, JsonValue> member in root.Members)
                {
                    if (Array.IndexOf(OwnMembers, member.Key) < 0)
                    {
                        return false;
                    }
                }
                return Entries.Count == 0;
            }
        }

        public static MappingDocument New(string batchName)
        {
            JsonValue root = JsonValue.Object().Set("formatVersion", JsonValue.Of(FormatVersion))
                .Set("batchName", JsonValue.Of(batchName)).Set("assets", JsonValue.Array(new JsonValue[0]));
            return new MappingDocument(root, "\n");
        }

        /// <summary>
        /// Throws a BridgeException that names the file when it is no mapping any more, as after a merge.
        /// </summary>
        public static MappingDocument Read(string full, string path)
        {
            try
            {
                string text = Utf8.GetString(File.ReadAllBytes(full)).TrimStart('\ufeff');
                JsonValue root = JsonValue.Parse(text).RequireObject();
                if (root["formatVersion"].AsLong() != FormatVersion)
                {
                    throw DiskProblem.FileChanged(path + " was written by a newer version of AssetQL. Update the package.");
                }
                foreach (JsonValue entry in root["assets"].RequireArray().Items)
                {
                    entry.RequireObject();
                }
                return new MappingDocument(root, text.Contains("\r\n") ? "\r\n" : "\n");
            }
            catch (Exception error)
            {
                if (error is JsonException || error is ArgumentException)
                {
                    throw DiskProblem.FileChanged(path + " cannot be read any more (" + error.Message.TrimEnd('.')
                        + "). Perhaps a merge left it so: mend it, or take an older one from version control.");
                }
                throw;
            }
        }

        /// <summary>Puts an entry in the place of the asset's own, or at the end.</summary>
        public void Put(string externalId, JsonValue entry)
        {
            int place = places.Find(externalId);
            if (place < 0)
            {
                place = entries.Count;
                entries.Add(entry);
            }
            else
            {
                entries[place] = entry;
                places.RemoveFirst(externalId);
            }
            places.Add(externalId, place);
        }

        public void Remove(string externalId)
        {
            int place = places.Find(externalId);
            if (place >= 0)
            {
                entries[place] = null;
                hasGaps = true;
                places.RemoveFirst(externalId);
            }
        }

        /// <summary>Null when there is none.</summary>
        public JsonValue Find(string externalId)
        {
            int place = places.Find(externalId);
            return place < 0 ? null : entries[place];
        }

        public byte[] ToBytes()
        {
            JsonValue written = JsonValue.Object();
            foreach (KeyValuePair<string, JsonValue> member in root.Members)
            {
                written.Set(member.Key, member.Key == "assets" ? JsonValue.Array(Entries) : member.Value);
            }
            string text = written.ToIndentedString() + "\n";
            return Utf8.GetBytes(newline == "\n" ? text : text.Replace("\n", newline));
        }

        /// <summary>Once for all that were removed: to move the rest up for each would take a large pull very long.</summary>
        private void CloseGaps()
        {
            if (hasGaps)
            {
                entries.RemoveAll(entry => entry == null);
                places = new EntryPlaces(entries);
                hasGaps = false;
            }
        }
    }
}
