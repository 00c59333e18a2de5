using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>What a test can ask for, by the member `do`.</summary>
    internal sealed class Commands
    {
        private readonly FolderProject project;
        private readonly ProjectDisk disk;
        private readonly DyingFiles dying;

        public Commands(FolderProject project, ProjectDisk disk, DyingFiles dying)
        {
            this.project = project;
            this.disk = disk;
            this.dying = dying;
        }

        public JsonValue Do(JsonValue command)
        {
            switch (command["do"].AsString())
            {
                case "call": return Call(command["type"].AsString(), command["payload"]);
                case "send": return Send(command);
                case "has": return JsonValue.Of(disk.HasContent(command["bytes"].AsLong(), command["crc32"].AsString()));
                case "names": return NamesOf(command["names"]);
                case "checkout": return JsonValue.Of(CheckoutId.Of(command["root"].AsString()));
                case "busy": return JsonValue.Of(project.IsBusy = command["busy"].AsBool());
                case "document": return Document(command);
                case "meta": return Meta(command["path"].AsString());
                case "patch": return Patch(command);
                case "mapping": return Mapping();
                case "assets": return Assets();
                case "imports": return project.TakeImports();
                case "steps": return JsonValue.Of(dying.Steps);
                default: throw new InvalidOperationException("no such command");
            }
        }

        /// <summary>As the session does it: the first part on another thread, unless it must not be.</summary>
        private JsonValue Call(string type, JsonValue payload)
        {
            project.Look();
            PreparedCall call = disk.Prepare(type, payload);
            if (call.NeedsMainThread)
            {
                return call.Finish(call.Run());
            }
            JsonValue ran = Task.Run(() => call.Run()).GetAwaiter().GetResult();
            return call.Finish(ran);
        }

        /// <summary>Writes `count` bytes of a file from `offset` on, in pieces; tells what is there then.</summary>
        private JsonValue Send(JsonValue command)
        {
            byte[] content = File.ReadAllBytes(command["file"].AsString());
            ContentFile file = disk.OpenContent(command["bytes"].AsLong(), command["crc32"].AsString());
            try
            {
                int start = (int)command["offset"].AsLong();
                int end = start + (int)command["count"].AsLong();
                for (int at = start; at < end; at += 65536)
                {
                    file.Write(content, at, Math.Min(65536, end - at));
                }
                return JsonValue.Of(file.Length);
            }
            finally
            {
                file.Close();
            }
        }

        private static JsonValue NamesOf(JsonValue names)
        {
            var answers = new List<JsonValue>();
            foreach (JsonValue name in names.Items)
            {
                string text = name.AsString();
                answers.Add(JsonValue.Object().Set("safe", JsonValue.Of(Names.IsSafe(text)))
                    .Set("folder", JsonValue.Of(Names.IsFolder(text))).Set("texture", JsonValue.Of(Names.IsTexture(text))));
            }
            return JsonValue.Array(answers);
        }

        private static JsonValue Meta(string path)
        {
            string guid = Guids.OfPath(path);
            return JsonValue.Object().Set("guid", JsonValue.Of(guid)).Set("folder", JsonValue.Of(MetaTexts.OfFolder(guid)))
                .Set("text", JsonValue.Of(MetaTexts.OfText(guid)));
        }

        /// <summary>Puts entries into a mapping's file and removes some, as a pull does; tells how long that took.</summary>
        private static JsonValue Document(JsonValue command)
        {
            string path = command["file"].AsString();
            MappingDocument document = MappingDocument.Read(path, path);
            Stopwatch clock = Stopwatch.StartNew();
            foreach (JsonValue change in command["changes"].Items)
            {
                string id = change["id"].AsString();
                if (change.Has("entry"))
                {
                    document.Find(id);
                    document.Put(id, change["entry"]);
                }
                else
                {
                    document.Remove(id);
                }
            }
            long took = clock.ElapsedMilliseconds;
            File.WriteAllBytes(path, document.ToBytes());
            return JsonValue.Of(took);
        }

        /// <summary>Patches the .meta of a file in place; tells what its settings were before.</summary>
        private static JsonValue Patch(JsonValue command)
        {
            string path = command["file"].AsString();
            MetaFile meta = MetaFile.Read(path);
            JsonValue before = JsonValue.Object();
            ImportFields.ReadInto(before, meta);
            byte[] patched = ImportFields.Patched(meta, command["settings"], path);
            if (patched != null)
            {
                File.WriteAllBytes(path, patched);
            }
            return before;
        }

        /// <summary>All files below Assets, drafts too: the test may not see the disk that this process is on.</summary>
        private JsonValue Assets()
        {
            string assets = Path.Combine(project.Root, "Assets");
            var found = new List<JsonValue>();
            foreach (string path in Directory.GetFiles(assets, "*", SearchOption.AllDirectories))
            {
                found.Add(JsonValue.Of(path.Substring(project.Root.Length + 1)));
            }
            return JsonValue.Array(found);
        }

        private JsonValue Mapping()
        {
            var entries = new List<JsonValue>();
            foreach (MappingEntry entry in MappingFiles.ReadAll(project.Root))
            {
                var tags = new List<JsonValue>();
                foreach (string tag in entry.Tags)
                {
                    tags.Add(JsonValue.Of(tag));
                }
                JsonValue metadata = JsonValue.Object();
                foreach (KeyValuePair<string, string> one in entry.Metadata)
                {
                    metadata.Set(one.Key, JsonValue.Of(one.Value));
                }
                entries.Add(JsonValue.Object().Set("assetId", JsonValue.Of(entry.AssetId)).Set("guid", JsonValue.Of(entry.Guid))
                    .Set("path", JsonValue.Of(entry.Path)).Set("sku", JsonValue.Of(entry.Sku)).Set("title", JsonValue.Of(entry.Title))
                    .Set("tags", JsonValue.Array(tags)).Set("category", JsonValue.Of(entry.Category))
                    .Set("styleScore", entry.StyleScore.HasValue ? JsonValue.Of(entry.StyleScore.Value) : JsonValue.Null)
                    .Set("atlas", JsonValue.Of(entry.Atlas)).Set("itemId", JsonValue.Of(entry.ItemId)).Set("metadata", metadata));
            }
            return JsonValue.Array(entries);
        }
    }
}
