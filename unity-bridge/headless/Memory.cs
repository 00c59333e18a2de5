using AssetQL.Client;

namespace AssetQL.Headless
{
    /// <summary>What Unity keeps over a domain reload.</summary>
    internal sealed class Memory : ISessionMemory
    {
        public string ResumeId { get; set; }

        public long LastSeq { get; set; }

        /// <summary>{"resumeId":…,"lastSeq":…}, or null.</summary>
        public void Restore(JsonValue session)
        {
            if (!session.IsNull)
            {
                ResumeId = session["resumeId"].AsString();
                LastSeq = session["lastSeq"].AsLong();
            }
        }
    }
}
