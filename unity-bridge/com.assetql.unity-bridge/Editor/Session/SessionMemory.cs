using System.Globalization;
using AssetQL.Client;
using UnityEditor;

namespace AssetQL.Editor
{
    /// <summary>What the session remembers over a domain reload; gone when Unity quits.</summary>
    internal sealed class SessionMemory : ISessionMemory
    {
        private const string ResumeIdKey = "AssetQL.Session.ResumeId";
        private const string LastSeqKey = "AssetQL.Session.LastSeq";

        public string ResumeId
        {
            get
            {
                string id = SessionState.GetString(ResumeIdKey, "");
                return id.Length == 0 ? null : id;
            }
            set { SessionState.SetString(ResumeIdKey, value ?? ""); }
        }

        /// <summary>As text: SessionState has whole numbers of 32 bits only.</summary>
        public long LastSeq
        {
            get
            {
                long number;
                string text = SessionState.GetString(LastSeqKey, "0");
                return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) ? number : 0;
            }
            set { SessionState.SetString(LastSeqKey, value.ToString(CultureInfo.InvariantCulture)); }
        }
    }
}
