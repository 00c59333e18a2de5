using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Images on their way into this project.</summary>
    public sealed class PullCommands
    {
        private readonly ICommandLine line;

        internal PullCommands(ICommandLine line)
        {
            this.line = line;
        }

        /// <summary>
        /// Has a plan made; nothing of the project is touched. `import`: null for the project's own settings.
        /// `conflicts`: keep-theirs, overwrite or ask; null for the project's own.
        /// </summary>
        public Task<Pull> Plan(PullScope scope, ImportSettings import, string conflicts)
        {
            JsonValue payload = JsonValue.Object()
                .Set("scope", scope.Json)
                .Set("import", import == null ? JsonValue.Object() : import.ToJson())
                .Set("conflicts", JsonValue.Of(conflicts));
            return line.Ask("pulls.plan", payload, planned => new Pull(planned));
        }

        /// <summary>Null: the first page.</summary>
        public Task<Page<Pull>> List(string cursor)
        {
            return line.Ask("pulls.list", Payload.One("cursor", cursor),
                page => new Page<Pull>(page, item => new Pull(item)));
        }

        /// <summary>As it is now.</summary>
        public Task<Pull> Get(string pullId)
        {
            return line.Ask("pulls.get", Payload.One("pullId", pullId), found => new Pull(found));
        }

        /// <summary>What it does to each texture. Null: the first page.</summary>
        public Task<Page<Change>> Changes(string pullId, string cursor)
        {
            JsonValue payload = Payload.One("pullId", pullId).Set("cursor", JsonValue.Of(cursor));
            return line.Ask("pulls.changes", payload, page => new Page<Change>(page, item => new Change(item)));
        }

        /// <summary>Does what was planned. `conflicts`: keep-theirs, overwrite or ask; null: as planned.</summary>
        public Task<Pull> Apply(string pullId, string conflicts)
        {
            JsonValue payload = Payload.One("pullId", pullId).Set("conflicts", JsonValue.Of(conflicts));
            return line.Ask("pulls.apply", payload, changed => new Pull(changed));
        }

        /// <summary>What has come stays staged.</summary>
        public Task<Pull> Pause(string pullId)
        {
            return line.Ask("pulls.pause", Payload.One("pullId", pullId), changed => new Pull(changed));
        }

        /// <summary>Goes on after a pause.</summary>
        public Task<Pull> Resume(string pullId)
        {
            return line.Ask("pulls.resume", Payload.One("pullId", pullId), changed => new Pull(changed));
        }

        /// <summary>Everything back to what it was, but for what somebody changed meanwhile unless it is forced.</summary>
        public Task<Pull> Undo(string pullId, bool force)
        {
            JsonValue payload = Payload.One("pullId", pullId).Set("force", JsonValue.Of(force));
            return line.Ask("pulls.undo", payload, changed => new Pull(changed));
        }
    }
}
