using System;
using System.IO;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>
    /// What the bridge may do in a project: it proposes, and what is written is decided here. Only images below
    /// Assets/AssetQL, or where people have moved ours, beside mappings and .meta files, are ever touched.
    /// </summary>
    public sealed class ProjectDisk
    {
        private static readonly TimeSpan StagingAge = TimeSpan.FromDays(7);
        /// <summary>The bridge may ask for a commit again whose answer was lost in a crash.</summary>
        private static readonly TimeSpan FinishedAge = TimeSpan.FromDays(1);
        /// <summary>Of what an undo needs; Documentation~ tells of it.</summary>
        private static readonly TimeSpan KeptAge = TimeSpan.FromDays(90);

        private readonly DiskParts parts;
        private readonly SpaceToCome space;

        /// <summary>Cleans up in the background what earlier pulls have left in Library/AssetQL.</summary>
        /// <param name="log">For people; may be null. Any thread.</param>
        public ProjectDisk(IProject project, Action<string> log) : this(project, new FileSystem(), log)
        {
        }

        internal ProjectDisk(IProject project, FileSystem files, Action<string> log)
        {
            parts = new DiskParts(project, files, log);
            space = new SpaceToCome(parts.Paths.Library, parts.Content);
            Starting = Task.Run(() => Begin());
        }

        /// <summary>Ends when what earlier pulls have left is gone, and the mappings have been read for the first time.</summary>
        internal Task Starting { get; private set; }

        /// <summary>
        /// Main thread, quick. Takes what a call needs from the project. Throws a BridgeException for a call that is none, or
        /// whose payload is not what it has to be.
        /// </summary>
        /// <param name="type">As in files.offer.</param>
        public PreparedCall Prepare(string type, JsonValue payload)
        {
            try
            {
                return Make(type, payload);
            }
            catch (Exception error)
            {
                BridgeException told = DiskProblem.From(error, ProjectPaths.Ours);
                if (told == null || ReferenceEquals(told, error))
                {
                    throw;
                }
                throw told;
            }
        }

        /// <summary>Any thread. The file for content that is on its way. Throws a BridgeException.</summary>
        /// <param name="crc32">Of the whole, eight lower-case hex digits.</param>
        public ContentFile OpenContent(long bytes, string crc32)
        {
            return parts.Content.Open(bytes, crc32);
        }

        /// <summary>Any thread. Whether all of it has come; it is checked when it is staged.</summary>
        public bool HasContent(long bytes, string crc32)
        {
            return File.Exists(parts.Content.PathOf(bytes, crc32)) && parts.Content.LengthOf(bytes, crc32) == bytes;
        }

        private PreparedCall Make(string type, JsonValue payload)
        {
            switch (type)
            {
                case "project.items": return new ItemsCall(parts, payload);
                case "project.observe": return new ObserveCall(parts, payload);
                case "files.offer": return new OfferCall(parts, space, payload);
                case "files.stage": return new StageCall(parts, payload);
                case "files.remove": return new StageRemovalCall(parts, payload);
                case "import.commit": return new CommitCall(parts, payload);
                case "import.restore": return new RestoreCall(parts, payload);
                case "import.refresh": return new RefreshCall(parts, payload);
                default:
                    throw new BridgeException(
                        ProblemCodes.TypeUnknown, "This editor knows no call “" + type + "”. Update the package.");
            }
        }

        private void Begin()
        {
            try
            {
                DateTime now = DateTime.UtcNow;
                parts.Content.DeleteOlderThan(now - StagingAge);
                parts.Journal.DeleteOlderThan(now - FinishedAge, now - StagingAge);
                parts.Kept.DeleteOlderThan(now - KeptAge);
                parts.Mappings.Now();
            }
            catch (Exception error)
            {
                BridgeException told = DiskProblem.From(error, "Library/AssetQL");
                if (told == null)
                {
                    throw;
                }
                // It is only left where it is; whoever needs the disk is told by their own calls.
                parts.Log(told.Message);
            }
        }
    }
}
