using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>What the bridge knows of this project.</summary>
    public sealed class ProjectCommands
    {
        private readonly ICommandLine line;

        internal ProjectCommands(ICommandLine line)
        {
            this.line = line;
        }

        /// <summary>The defaults of pulls into this project.</summary>
        public Task Configure(ImportSettings import)
        {
            JsonValue payload = JsonValue.Object().Set("import", import.ToJson());
            return line.Ask("project.configure", payload, done => done);
        }
    }
}
