using System;
using System.IO;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>
    /// By what the bridge knows this copy of a project, for this user of this machine, kept in its UserSettings. It moves
    /// along with the project; a copy of the project gets its own, also one on another machine.
    /// </summary>
    public static class CheckoutId
    {
        private const string Folder = "UserSettings";
        private const string Name = "AssetQL.json";

        /// <summary>32 lower-case hex digits. Throws a BridgeException when it cannot be written down.</summary>
        /// <param name="projectRoot">The folder that holds Assets.</param>
        public static string Of(string projectRoot)
        {
            string root = new ProjectPaths(projectRoot).Root;
            try
            {
                Note here = Note.Read(root);
                string machine = MachineMark.Get() ?? (here == null ? null : here.Machine);
                if (here != null && here.Path == root && here.Machine == machine)
                {
                    return here.Id;
                }
                var now = new Note(here == null || IsCopy(here, root, machine) ? Guids.Random() : here.Id, root, machine);
                now.Write(root);
                return now.Id;
            }
            catch (Exception error)
            {
                BridgeException told = DiskProblem.From(error, Folder + "/" + Name);
                if (told == null)
                {
                    throw;
                }
                throw told;
            }
        }

        /// <summary>A file without a machine was written before there were marks, and is taken for this one's.</summary>
        private static bool IsCopy(Note here, string root, string machine)
        {
            bool isElsewhere = here.Machine != null && here.Machine != machine;
            return isElsewhere || (here.Path != root && IsStillThere(here, root));
        }

        /// <summary>Whether another folder goes by the same id. The same folder under another name, as by a link, is none.</summary>
        private static bool IsStillThere(Note here, string root)
        {
            Note other = Note.Read(here.Path);
            if (other == null || other.Id != here.Id)
            {
                return false;
            }
            string mark = ".assetql-" + Guids.Random();
            string path = Path.Combine(root, Folder, mark);
            File.WriteAllText(path, "");
            bool isSame = File.Exists(Path.Combine(here.Path, Folder, mark));
            File.Delete(path);
            return !isSame;
        }

        private sealed class Note
        {
            public Note(string id, string path, string machine)
            {
                Id = id;
                Path = path;
                Machine = machine;
            }

            public string Id { get; private set; }

            /// <summary>Of the project, when the id was last asked for.</summary>
            public string Path { get; private set; }

            /// <summary>The mark of the machine it was asked for on; null when that is not known.</summary>
            public string Machine { get; private set; }

            /// <summary>Null when there is none that can be read.</summary>
            public static Note Read(string root)
            {
                string path = FileOf(root);
                if (!File.Exists(path))
                {
                    return null;
                }
                try
                {
                    JsonValue note = JsonValue.Parse(File.ReadAllText(path));
                    string id = note["id"].AsString();
                    string machine = note["machine"].StringOrNull();
                    return Guids.IsGuid(id) ? new Note(id, note["path"].AsString(), machine) : null;
                }
                catch (JsonException)
                {
                    return null;
                }
            }

            public void Write(string root)
            {
                JsonValue note = JsonValue.Object().Set("id", JsonValue.Of(Id)).Set("path", JsonValue.Of(Path))
                    .Set("machine", JsonValue.Of(Machine));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(FileOf(root)));
                new FileSystem().WriteWhole(FileOf(root), Encoding.UTF8.GetBytes(note.ToIndentedString() + "\n"));
            }

            private static string FileOf(string root)
            {
                return System.IO.Path.Combine(root, Folder, Name);
            }
        }
    }
}
